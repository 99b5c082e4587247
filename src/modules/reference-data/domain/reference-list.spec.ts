import { localDate } from '../../../shared/local-date.js';
import { citation, findItem, isCode, itemsInForce, labelOf, type ReferenceList } from './reference-list.js';

const colours: ReferenceList = {
  name: 'colour',
  title: 'Colours',
  version: '1.2.0',
  source: 'a paint box',
  checkedAt: localDate('2026-11-23'),
  items: [
    { code: 'RED', label: 'Red', confidence: 'V' },
    { code: 'MAUVE', label: 'Mauve', confidence: 'M', validTo: localDate('2020-12-31') },
    { code: 'TEAL', label: 'Teal', confidence: 'P', validFrom: localDate('2026-02-05') },
  ],
};

describe('a reference list', () => {
  it.each([
    ['an unlimited code on any day', 'RED', '1990-01-01', true],
    ['an unknown code', 'BLUE', '2026-01-01', false],
    ['a code in another case', 'red', '2026-01-01', false],
    ['a code on its last day', 'MAUVE', '2020-12-31', true],
    ['a code on the day after its last', 'MAUVE', '2021-01-01', false],
    ['a code on the day before its first', 'TEAL', '2026-02-04', false],
    ['a code on its first day', 'TEAL', '2026-02-05', true],
  ])('knows %s', (_case, code, on, expected) => {
    expect(isCode(colours, code, localDate(on))).toBe(expected);
  });
  it('knows a code that is no longer in force when no day is asked for', () => {
    expect(isCode(colours, 'MAUVE')).toBe(true);
    expect(findItem(colours, 'MAUVE')).toEqual(colours.items[1]);
    expect(findItem(colours, 'BLUE')).toBeNull();
  });
  it('lists what is in force on a day', () => {
    expect(itemsInForce(colours, localDate('2026-02-05')).map(({ code }) => code)).toEqual(['RED', 'TEAL']);
  });
  it('gives the words for a code, and an unknown code for itself', () => {
    expect(labelOf(colours, 'TEAL')).toBe('Teal');
    expect(labelOf(colours, 'BLUE')).toBe('BLUE');
  });
  it('is cited with version and day', () => {
    expect(citation(colours)).toBe('colour 1.2.0, checked 2026-11-23');
  });
});
