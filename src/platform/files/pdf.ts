import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** A PDF in the fonts that come with us. The library is read with the first one: it is large. */
export async function pdfFile(document: TDocumentDefinitions): Promise<Buffer> {
  const { printed } = await import('./pdf-printer.js');
  return printed(document);
}
