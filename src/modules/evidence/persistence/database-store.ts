import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import {
  ContentMissing,
  ContentStore,
  type ContentKey,
  type IncomingContent,
} from '../storage/content-store.js';

const partBytes = 1024 * 1024;

/** The bytes in parts of 1 MB in a table: for several instances that share nothing but the database. */
@Injectable()
export class DatabaseStore extends ContentStore {
  constructor(private readonly db: Database) {
    super();
  }

  put({ path, sha256 }: IncomingContent): Promise<'made' | 'present'> {
    return this.db.run(async (tx) => {
      if (await this.holds(sha256)) return 'present';
      let position = 0;
      for await (const bytes of createReadStream(path, { highWaterMark: partBytes }))
        await tx.query(
          'INSERT INTO evidence_content_part (sha256, position, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [sha256, position++, bytes],
        );
      return 'made';
    });
  }

  async read({ sha256 }: ContentKey): Promise<AsyncIterable<Buffer>> {
    if (!(await this.holds(sha256))) throw new ContentMissing(`no parts of ${sha256}`);
    return this.parts(sha256);
  }

  async remove(sha256: string): Promise<void> {
    await this.db.query('DELETE FROM evidence_content_part WHERE sha256 = $1', [sha256]);
  }

  async check(): Promise<void> {
    await this.db.query('SELECT 1 FROM evidence_content_part LIMIT 1');
  }

  private async holds(sha256: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM evidence_content_part WHERE sha256 = $1 AND position = 0';
    return (await this.db.query(sql, [sha256])).length > 0;
  }

  private async *parts(sha256: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position++) {
      const [part] = await this.db.query<{ bytes: Buffer }>(
        'SELECT bytes FROM evidence_content_part WHERE sha256 = $1 AND position = $2',
        [sha256, position],
      );
      if (!part) return;
      yield part.bytes;
    }
  }
}
