import { DomainError } from '../../shared/domain-error.js';
import { readJsonDocument, repeatedKeys } from './json-document.js';

const limits = { bytes: 1_000, depth: 5, containers: 50 };
function refusal(text: string): [string, unknown] {
  try {
    readJsonDocument(Buffer.from(text), limits);
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.details];
    throw error;
  }
  throw new Error('it was read');
}

describe('an uploaded JSON document', () => {
  it('is read with or without a byte order mark', () => {
    expect(readJsonDocument(Buffer.from('\ufeff{"a": [1, {"b": "\\"{"}]}'), limits)).toEqual({
      a: [1, { b: '"{' }],
    });
  });

  it('may not have a key twice in one object, and each is named', () => {
    expect(
      refusal('{"v": {"1": {"id": 1, "id": 2}, "2": [{"x": 0}, {"x/y": 1, "x\\/y": 2}], "1": {}}}'),
    ).toEqual([
      'import.repeated_key',
      {
        errors: ['/v/1/id', '/v/2/1/x~1y', '/v/1'].map((pointer) => ({
          ...{ pointer, code: 'repeated_key' },
          message: 'stands twice in the same object',
        })),
      },
    ]);
  });

  it('may have a key in several objects, and texts that look like keys', () => {
    expect(
      repeatedKeys('{"a": "a", "b": ["a", "a"], "c": {"a": {"a": "b"}}, "d": [{"a": 1}, {"a": 2}]}'),
    ).toEqual([]);
  });

  it.each([
    ['nothing', '  ', 'import.empty'],
    ['no JSON', '{"a": 1,}', 'import.bad_json'],
    ['half of it', '{"a": [1', 'import.bad_json'],
    ['more nesting than is needed', '[[[[[[1]]]]]]', 'import.bad_json'],
    ['more objects than are needed', `[${'{},'.repeat(60)}{}]`, 'import.too_many_rows'],
    ['more bytes than are taken', `"${'x'.repeat(1_000)}"`, 'import.too_large'],
  ])('is refused when it is %s', (_case, text, code) => {
    expect(refusal(text)[0]).toBe(code);
  });
});
