import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import { archiveFlaw } from './archive-inspection.js';
import type { Content } from './domain/media-type.js';

const openingCharacters = 1_024;
/** Control characters other than tabs and line ends do not occur in text. */
const control = /[^\P{Cc}\t\n\r\f]/u;
const notUtf8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';
const endOfArchive = Buffer.from('PK\x05\x06', 'latin1');
const endRecordBytes = 22;
const longestArchiveComment = 65_535;

/** Looks into a received file; keeps at most one chunk of it in memory. */
@Injectable()
export class ContentInspection {
  async inspect(path: string, size: number): Promise<Content> {
    const detected = (await fileTypeFromFile(path))?.mime ?? null;
    if (detected === null) return { detected, flaw: null, ...(await this.readAsText(path)) };
    const isOffice = detected.includes('openxmlformats');
    const flaw = isOffice
      ? await archiveFlaw(path, size)
      : (await endsAsArchive(path, size))
        ? 'two_in_one'
        : null;
    return { detected, flaw, isText: false, opening: '' };
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

/** A picture or PDF with an archive behind it: programs read archives from their end, and would see another file. */
async function endsAsArchive(path: string, size: number): Promise<boolean> {
  const length = Math.min(size, endRecordBytes + longestArchiveComment);
  const file = await open(path, 'r');
  try {
    const { buffer: tail } = await file.read(Buffer.alloc(length), 0, length, size - length);
    for (
      let at = tail.lastIndexOf(endOfArchive);
      at >= 0;
      at = at > 0 ? tail.lastIndexOf(endOfArchive, at - 1) : -1
    )
      if (at + endRecordBytes <= length && at + endRecordBytes + tail.readUInt16LE(at + 20) === length)
        return true;
    return false;
  } finally {
    await file.close();
  }
}
