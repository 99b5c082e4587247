import { Injectable } from '@nestjs/common';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { ContentInspection } from './content-inspection.js';
import { refuse } from './domain/evidence-errors.js';
import { safeFileName } from './domain/file-name.js';
import { mediaTypeOf } from './domain/media-type.js';
import { ContentsService } from './storage/contents.service.js';
import { VirusScan } from './virus-scan.js';

/** A file that was looked into and whose bytes are durable; a document has to speak of it, or it goes after a day. */
export type Received = Readonly<{ fileName: string; mediaType: string; size: number; sha256: string }>;

/** The way in, in this order: size, name and content, virus scanner, store. Whatever is refused has left nothing behind. */
@Injectable()
export class Intake {
  constructor(
    private readonly inspection: ContentInspection,
    private readonly scan: VirusScan,
    private readonly contents: ContentsService,
  ) {}

  async receive({ path, originalName, size, sha256 }: Upload): Promise<Received> {
    if (size === 0) refuse('evidence.empty', 'The file has no content.');
    const fileName = safeFileName(originalName);
    const mediaType = mediaTypeOf(fileName, await this.inspection.inspect(path, size));
    await this.scan.assertClean({ path, sha256 });
    await this.contents.keep({ path, size, sha256 });
    return { fileName, mediaType, size, sha256 };
  }
}
