import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');

pdfmake.setFonts({
  DejaVu: {
    normal: join(fonts, 'DejaVuSans.ttf'),
    bold: join(fonts, 'DejaVuSans-Bold.ttf'),
    italics: join(fonts, 'DejaVuSans-Oblique.ttf'),
    bolditalics: join(fonts, 'DejaVuSans-BoldOblique.ttf'),
  },
});
// nothing that a document says may fetch an address, or read a file other than these fonts
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));

/** A PDF in DejaVu, which has Latin, Greek, Cyrillic and many signs; other scripts show as boxes and break nothing. */
export function printed(document: TDocumentDefinitions): Promise<Buffer> {
  return pdfmake
    .createPdf({ ...document, defaultStyle: { font: 'DejaVu', fontSize: 9, ...document.defaultStyle } })
    .getBuffer();
}
