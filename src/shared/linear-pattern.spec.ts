import { linearPattern, patternProblem } from './linear-pattern.js';

describe('a pattern', () => {
  it('is found anywhere in the text', () => {
    expect(linearPattern('TLS ?1\\.[23]').test('We use TLS 1.3 only')).toBe(true);
    expect(linearPattern('(?i)^tls').test('We use TLS')).toBe(false);
    expect(linearPattern('^\\p{L}+$').test('Größe')).toBe(true);
  });

  it('that would take for ever elsewhere answers at once', () => {
    expect(linearPattern('^(a+)+$').test(`${'a'.repeat(10_000)}b`)).toBe(false);
  });

  it.each([
    ['too long', 'a'.repeat(201), 'has at most 200 characters'],
    ['not closed', '(a', 'is no regular expression in RE2 syntax (missing closing ): `(a`)'],
    ['one that looks ahead', 'a(?=b)', expect.stringMatching(/^is no regular expression in RE2 syntax/)],
    ['one that refers back', '(a)\\1', expect.stringMatching(/^is no regular expression in RE2 syntax/)],
    ['one that repeats too much', '(a{100}){10}', 'repeats too much: lower its counts'],
  ])('is refused: %s', (_case, source, problem) => {
    expect(patternProblem(source)).toEqual(problem);
    expect(() => linearPattern(source)).toThrow(/^The pattern /);
  });
});
