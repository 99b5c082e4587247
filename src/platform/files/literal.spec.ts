import { DomainError } from '../../shared/domain-error.js';
import { readLiteral } from './literal.js';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(readLiteral(text).value));

describe('a JavaScript literal', () => {
  it('is read as the data that it is, with its comments and joined texts counted', () => {
    const text = `// a licence
      { "a": "one " + 'two ' +
        "three", /* names */ b: [1, 2.5, true, false, null,], 'c': { default: "\\u00e9\\n" }, }`;
    expect(plain(text)).toEqual({
      a: 'one two three',
      b: [1, 2.5, true, false, null],
      c: { default: 'é\n' },
    });
    expect(readLiteral(text)).toMatchObject({ comments: 2, joins: 2 });
  });

  it('knows where its parts begin', () => {
    const { value, lineOf } = readLiteral('[\n  {},\n  {"a":\n []}]');
    const [first, second] = value as [object, { a: unknown }];
    expect([lineOf(value), lineOf(first), lineOf(second), lineOf(second.a), lineOf('x')]).toEqual([
      1,
      2,
      3,
      4,
      null,
    ]);
  });

  it.each([
    ['a call', '{"a": alert(1)}', 'On line 1 stands “name”'],
    ['a function', '\n{"a": function () {}}', 'On line 2 stands “function”'],
    ['a name as a value', '[undefined]', 'On line 1 stands “name”'],
    ['a template', '[`a`]', 'On line 1 stands “`”'],
    ['a regular expression', '[/(a+)+$/]', 'On line 1 stands “regexp”'],
    ['a calculation', '[1 + 2]', 'On line 1 stands “+/-”'],
    ['a text and a number', '["a" + 2]', 'On line 1 stands “num”'],
    ['a computed name', '{["a"]: 1}', 'On line 1 stands “[”'],
    ['a spread', '[...[]]', 'On line 1 stands “...”'],
    ['a hole', '[,1]', 'On line 1 stands “,”'],
    ['a big number', '[10n]', 'On line 1 stands “num”'],
    ['more than one', '{} {}', 'On line 1 stands “{”'],
    ['an assignment', 'a = {}', 'On line 1 stands “name”'],
    ['a file that ends early', '{"a": [', 'On line 1 stands the end of the file'],
    ['a text that is not closed', '\n\n["a', 'Line 3 cannot be read'],
    ['a name twice', '{"a": 1,\n"a": 2}', 'Line 2 names a a second time'],
    ['the way to prototypes', '{"__proto__": {}}', 'The name on line 1 is not accepted'],
    ['a text that nothing can store', '["\\u0000"]', 'The text on line 1 cannot be stored'],
    ['nesting without end', '['.repeat(100_000), 'nested more than 40 deep'],
  ])('is refused with its line: %s', (_case, text, message) => {
    const read = () => readLiteral(text);
    expect(read).toThrow(DomainError);
    expect(read).toThrow(message);
  });
});
