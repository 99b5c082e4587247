import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { ContentLocation } from '../domain/content.js';
import { DatabaseStore } from '../persistence/database-store.js';
import type { ContentStore } from './content-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

/** The stores that this installation can reach: what one of them holds stays readable after another was chosen. */
@Injectable()
export class ContentStores {
  /** Where new bytes go. */
  readonly current: ContentLocation;
  readonly folder: FolderStore;
  private readonly stores: Readonly<Record<ContentLocation, ContentStore | null>>;

  constructor(config: Config, database: DatabaseStore) {
    this.current = config.KEYHOLDER_EVIDENCE_STORE;
    this.folder = new FolderStore(
      config.KEYHOLDER_EVIDENCE_FOLDER ?? join(config.KEYHOLDER_DATA_DIR, 'evidence'),
    );
    this.stores = { folder: this.folder, s3: bucketOf(config), database };
  }

  at(location: ContentLocation): ContentStore {
    const store = this.stores[location];
    if (!store) throw new Error(`Bytes lie in ${location}, which is not configured.`);
    return store;
  }
}

function bucketOf(config: Config): S3Store | null {
  const {
    KEYHOLDER_S3_BUCKET: bucket,
    KEYHOLDER_S3_ACCESS_KEY_ID: accessKeyId,
    KEYHOLDER_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = config;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return null;
  const {
    KEYHOLDER_S3_ENDPOINT: endpoint,
    KEYHOLDER_S3_REGION: region,
    KEYHOLDER_S3_PREFIX: prefix,
  } = config;
  return new S3Store({ endpoint, region, bucket, prefix, accessKeyId, secretAccessKey });
}
