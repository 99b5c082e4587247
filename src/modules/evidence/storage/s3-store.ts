import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { ContentMissing, ContentStore, type ContentKey, type IncomingContent } from './content-store.js';

export type S3Settings = Readonly<{
  endpoint: string | undefined;
  region: string;
  bucket: string;
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}>;

const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 2;
const connectMs = 5_000;
const silenceMs = 60_000;
/** Asked for to see whether the bucket answers; nothing is ever stored under this name. */
const probe = '.probe';

/**
 * Objects under their hash in a bucket. Large files go in parts, each with its SHA-256 for the other side to compare. The
 * store itself refuses to write over an object (If-None-Match). The packages are loaded only where a bucket is in use.
 */
export class S3Store extends ContentStore {
  private connected: Promise<S3Client> | undefined;

  constructor(private readonly settings: S3Settings) {
    super();
  }

  async put({ path, sha256, size }: IncomingContent): Promise<'made' | 'present'> {
    if ((await this.sizeOf(sha256)) !== null) return 'present';
    const { Upload } = await import('@aws-sdk/lib-storage');
    const upload = new Upload({
      client: await this.client(),
      partSize: partBytes,
      queueSize: partsAtOnce,
      params: {
        ...this.placeOf(sha256),
        Body: createReadStream(path, { highWaterMark: 1024 * 1024 }),
        ContentType: 'application/octet-stream',
        ChecksumAlgorithm: 'SHA256',
        IfNoneMatch: '*',
      },
    });
    try {
      await upload.done();
    } catch (error) {
      if (statusOf(error) === 412) return 'present';
      throw error;
    }
    if ((await this.sizeOf(sha256)) !== size) throw new Error('the object is not as long as the file');
    return 'made';
  }

  async read({ sha256 }: ContentKey): Promise<AsyncIterable<Buffer>> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    try {
      const { Body } = await (await this.client()).send(new GetObjectCommand(this.placeOf(sha256)));
      return Body as Readable as AsyncIterable<Buffer>;
    } catch (error) {
      throw statusOf(error) === 404 ? new ContentMissing(`no object ${sha256}`) : error;
    }
  }

  async remove(sha256: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await (await this.client()).send(new DeleteObjectCommand(this.placeOf(sha256)));
  }

  async check(): Promise<void> {
    await this.sizeOf(probe);
  }

  private async sizeOf(name: string): Promise<number | null> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
    try {
      const { ContentLength } = await (await this.client()).send(new HeadObjectCommand(this.placeOf(name)));
      return ContentLength ?? 0;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  private placeOf(name: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.settings;
    const folders = name === probe ? '' : `${name.slice(0, 2)}/${name.slice(2, 4)}/`;
    return { Bucket: bucket, Key: `${prefix}${folders}${name}` };
  }

  private client(): Promise<S3Client> {
    return (this.connected ??= this.connect());
  }

  private async connect(): Promise<S3Client> {
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    const { endpoint, region, accessKeyId, secretAccessKey } = this.settings;
    return new Client({
      ...(endpoint === undefined ? {} : { endpoint }),
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED', // the whole is compared by our own hash
      requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    });
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}
