import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import yauzl from 'yauzl';
import type { Content } from './domain/media-type.js';

const openingCharacters = 1_024;
/** Control characters other than tabs and line ends do not occur in text. */
const control = /[^\P{Cc}\t\n\r\f]/u;
const macros = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|(^|\/)(activeX|embeddings)\//i;
const notUtf8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';
const mostEntries = 10_000;

/** Looks into a received file; keeps at most one chunk of it in memory. */
@Injectable()
export class ContentInspection {
  async inspect(path: string): Promise<Content> {
    const detected = (await fileTypeFromFile(path))?.mime ?? null;
    if (detected === null) return { detected, hasMacros: false, ...(await this.readAsText(path)) };
    const hasMacros = detected.includes('openxmlformats') && (await holdsMacros(path));
    return { detected, hasMacros, isText: false, opening: '' };
  }

  private async readAsText(path: string): Promise<{ isText: boolean; opening: string }> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let opening = '';
    try {
      for await (const chunk of createReadStream(path)) {
        const text = decoder.decode(chunk as Buffer, { stream: true });
        if (control.test(text)) return { isText: false, opening };
        if (opening.length < openingCharacters) opening += text.slice(0, openingCharacters);
      }
      decoder.decode();
      return { isText: true, opening };
    } catch (error) {
      if ((error as { code?: unknown }).code === notUtf8) return { isText: false, opening };
      throw error;
    }
  }
}

/** Only the directory of the archive is read; nothing is unpacked. One that cannot be read counts as unsafe. */
function holdsMacros(path: string): Promise<boolean> {
  return new Promise((answer) => {
    yauzl.open(path, { lazyEntries: true, autoClose: true }, (failure, archive) => {
      if (failure) {
        answer(true);
        return;
      }
      let seen = 0;
      archive.on('error', () => answer(true));
      archive.on('end', () => answer(false));
      archive.on('entry', (entry: yauzl.Entry) => {
        if (++seen > mostEntries || macros.test(entry.fileName)) {
          archive.close();
          answer(true);
        } else archive.readEntry();
      });
      archive.readEntry();
    });
  });
}
