import { drawn } from './drawable.js';

describe('what a document draws', () => {
  it.each([
    ['Latin, Greek, Cyrillic', 'Größe, Ωμέγα, Журнал €', 'Größe, Ωμέγα, Журнал €'],
    ['Arabic', 'شركة المثال', 'شركة المثال'],
    ['line ends and tabs', 'one\r\n\ttwo', 'one\r\n\ttwo'],
    ['Chinese and Japanese', 'A 例え株 B', 'A [U+4F8B U+3048 U+682A] B'],
    ['emoji', 'go 🚀', 'go [U+1F680]'],
    ['other control signs', 'a\u0000b', 'a[U+0000]b'],
    ['what looks like a formula', `=cmd|'/c calc'!A1`, `=cmd|'/c calc'!A1`],
  ])('%s', (_name, text, shown) => {
    expect(drawn(text)).toBe(shown);
  });
});
