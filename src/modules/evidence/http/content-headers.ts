import type { Request, Response } from 'express';
import type { Evidence } from '../domain/evidence.js';

/** What a stranger's file is given out with: a download that no browser opens, runs or guesses a type for. */
export function describeContent(response: Response, { fileName, mediaType, size, sha256 }: Evidence): void {
  response.attachment(fileName); // RFC 6266: an ASCII name, and the real one in filename*
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Length', size);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', `default-src 'none'; sandbox`);
  response.setHeader('ETag', `"${sha256}"`);
  response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
}

/** If-None-Match: whoever has these bytes already is told so. */
export function hasIt(request: Request, { sha256 }: Evidence): boolean {
  const tags = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags?.includes(`"${sha256}"`) ?? false;
}
