import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the fonts of our documents lie. */
export const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);

type Ranges = readonly (readonly [first: number, last: number])[];
const layout: readonly string[] = ['\n', '\r', '\t'];
let known: Ranges | undefined;

/** Each run of signs that the fonts lack stands as its numbers in Unicode, [U+4F8B U+682A]: a box would say nothing. */
export function drawn(text: string): string {
  if (/^[\n\r\t -~]*$/.test(text)) return text;
  const ranges = (known ??= rangesOf(readFileSync(join(fontFolder, 'DejaVuSans.ttf'))));
  const isThere = (code: number) => ranges.some(([first, last]) => first <= code && code <= last);
  let shown = '';
  let lacking: string[] = [];
  const close = () => (lacking.length > 0 ? `[${lacking.splice(0).join(' ')}]` : '');
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (layout.includes(sign) || isThere(code)) shown += close() + sign;
    else lacking = [...lacking, `U+${code.toString(16).toUpperCase().padStart(4, '0')}`];
  }
  return shown + close();
}

/** What a TrueType font has signs for: the groups of its character map in format 12. */
function rangesOf(font: Buffer): Ranges {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_none, nth) => 12 + 16 * nth);
  const record = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  const map = record === undefined ? 0 : font.readUInt32BE(record + 8);
  const maps = Array.from(
    { length: font.readUInt16BE(map + 2) },
    (_none, nth) => map + font.readUInt32BE(map + 8 + 8 * nth),
  );
  const whole = maps.find((at) => font.readUInt16BE(at) === 12);
  if (whole === undefined) throw new Error('the font has no character map of the whole of Unicode');
  return Array.from({ length: font.readUInt32BE(whole + 12) }, (_none, nth) => {
    const group = whole + 16 + 12 * nth;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
  });
}
