import pdfmake from 'pdfmake';
import { join } from 'node:path';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { drawn, fontFolder } from './drawable.js';

pdfmake.setFonts({
  DejaVu: {
    normal: join(fontFolder, 'DejaVuSans.ttf'),
    bold: join(fontFolder, 'DejaVuSans-Bold.ttf'),
    italics: join(fontFolder, 'DejaVuSans-Oblique.ttf'),
    bolditalics: join(fontFolder, 'DejaVuSans-BoldOblique.ttf'),
  },
});
// nothing that a document says may fetch an address, or read a file other than these fonts
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

const lacking = '[U+…] is a sign that the fonts of this document lack, by its number in Unicode.';

/**
 * A PDF in DejaVu, which has Latin, Greek, Cyrillic, Arabic and many signs. What it lacks (Chinese, Japanese, emoji) stands
 * as its number, and the last line says so.
 */
export function printed(document: TDocumentDefinitions): Promise<Buffer> {
  const content = withDrawn(document.content);
  const isWhole = !JSON.stringify(content).includes('[U+');
  const note: Content[] = isWhole ? [] : [{ text: lacking, fontSize: 7.5, margin: [0, 24, 0, 0] }];
  return pdfmake
    .createPdf({
      ...document,
      content: [content, ...note],
      defaultStyle: { font: 'DejaVu', fontSize: 9, ...document.defaultStyle },
    })
    .getBuffer();
}

/** Every text in it, wherever it stands. */
function withDrawn<Part>(part: Part): Part;
function withDrawn(part: unknown): unknown {
  if (typeof part === 'string') return drawn(part);
  if (Array.isArray(part)) return part.map((one: unknown) => withDrawn(one));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withDrawn(value as unknown)]));
}
