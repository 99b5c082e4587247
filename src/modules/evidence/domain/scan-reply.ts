/** What a virus scanner says of a file. */
export type ScanVerdict =
  | Readonly<{ is: 'clean' }>
  | Readonly<{ is: 'infected'; signature: string }>
  | Readonly<{ is: 'too_large' }>
  | Readonly<{ is: 'unknown'; reply: string }>;

const found = /^stream: (.{1,300}) FOUND$/;

/** The one line that clamd answers to INSTREAM. Whatever is not plainly "OK" is not clean. */
export function verdictOf(reply: string): ScanVerdict {
  const line = reply.replace(/[\0\r\n]+$/, '');
  if (line === 'stream: OK') return { is: 'clean' };
  const signature = found.exec(line)?.[1];
  if (signature !== undefined) return { is: 'infected', signature };
  if (line.includes('size limit exceeded')) return { is: 'too_large' };
  return { is: 'unknown', reply: line.slice(0, 300) };
}
