import { addDays, localDate } from '../../../shared/local-date.js';
import { endsApproval, judgedChanges } from './change-impact.js';
import { differences } from './decision-facts.js';
import { subprocessorsFact, usedUnder, type Answered, type UsedSubprocessor } from './used-subprocessors.js';

const today = localDate('2026-06-15');
const mail: UsedSubprocessor = {
  ...{ name: 'Mail Ltd', rank: 1, countries: ['DE'], dataCategories: ['EMAIL_ADDRESS'], answer: null },
};
const texts: UsedSubprocessor = { ...mail, name: 'Texts', countries: ['IN'] };
const factsOf = (used: UsedSubprocessor[]) => (used.length === 0 ? {} : { [subprocessorsFact]: used });
const voids = (then: UsedSubprocessor[], now: UsedSubprocessor[]) =>
  judgedChanges(differences(factsOf(then), factsOf(now)), { tier: 3, open: [] })
    .filter(endsApproval)
    .map(({ fact }) => fact);

describe('whom a vendor uses, as a fact of an approval', () => {
  it.each<[string, UsedSubprocessor[], UsedSubprocessor[], boolean]>([
    ['the first company that becomes known', [], [texts], true],
    ['another company', [mail], [mail, texts], true],
    ['a company in the place of another', [mail], [texts], true],
    ['another country', [mail], [{ ...mail, countries: ['DE', 'IN'] }], true],
    ['other data', [mail], [{ ...mail, dataCategories: ['EMAIL_ADDRESS', 'PHONE_NUMBER'] }], true],
    [
      'a company of which the answer is awaited',
      [mail],
      [mail, { ...texts, answer: 'IN_OBJECTION_WINDOW' }],
      true,
    ],
    ['a company that we objected to', [mail], [mail, { ...texts, answer: 'OBJECTED' }], true],
    [
      'a no to one that was approved by silence',
      [{ ...texts, answer: 'APPROVED_TACIT' }],
      [{ ...texts, answer: 'REJECTED' }],
      true,
    ],
    ['a company that silence approved', [mail], [mail, { ...texts, answer: 'APPROVED_TACIT' }], false],
    [
      'a company that was approved in writing',
      [mail],
      [mail, { ...texts, answer: 'APPROVED_EXPRESS' }],
      false,
    ],
    ['a company less', [mail, texts], [mail], false],
    ['a country less', [{ ...mail, countries: ['DE', 'IE'] }], [mail], false],
    ['the same name in other letters', [mail], [{ ...mail, name: 'MAIL, Ltd.' }], false],
    ['the same company further down', [mail], [mail, { ...mail, rank: 2 }], false],
    [
      'a no that was known when it was decided',
      [{ ...texts, answer: 'REJECTED' }],
      [mail, { ...texts, answer: 'REJECTED' }].slice(1) as UsedSubprocessor[],
      false,
    ],
    [
      'silence on one that was approved while it was awaited',
      [{ ...texts, answer: 'IN_OBJECTION_WINDOW' }],
      [{ ...texts, answer: 'APPROVED_TACIT' }],
      false,
    ],
  ])('%s', (_case, then, now, ends) => {
    expect(voids(then, now)).toEqual(ends ? [subprocessorsFact] : []);
  });
});

describe('whom a vendor uses under an agreement', () => {
  const row = { id: 's', name: 'Mail Ltd', rank: 1, countries: ['DE', 'IN'], dataCategories: [] } as const;
  const window = (fields: Partial<Answered> = {}): Answered => ({
    ...{ subprocessorId: 's', state: 'IN_OBJECTION_WINDOW', authorisation: 'GENERAL', excludedOn: null },
    lastDay: addDays(today, 5),
    change: {
      kind: 'changed',
      name: 'Mail Ltd',
      countries: ['DE', 'IN'],
      dataCategories: [],
      before: { countries: ['DE'], dataCategories: [] },
    },
    ...fields,
  });
  const addition = (state: Answered['state']) =>
    window({ state, change: { ...window().change, kind: 'added', countries: ['DE'], before: null } });
  const found = (windows: Answered[], countries: readonly string[] = row.countries) =>
    usedUnder([{ ...row, countries }], windows, today).map((one) => [one.countries, one.answer]);

  it.each<[string, Answered[], readonly string[], unknown]>([
    ['nobody asked', [], ['DE'], [[['DE'], null]]],
    ['the answer is awaited', [window()], ['DE', 'IN'], [[['DE', 'IN'], 'IN_OBJECTION_WINDOW']]],
    [
      'the last day has passed in silence',
      [window({ lastDay: addDays(today, -1) })],
      ['DE', 'IN'],
      [[['DE', 'IN'], 'APPROVED_TACIT']],
    ],
    ['what was announced has not come yet', [window({ state: 'OBJECTED' })], ['DE'], [[['DE'], null]]],
    [
      'an older answer was to what is in use',
      [window({ state: 'OBJECTED' }), addition('APPROVED_EXPRESS')],
      ['DE'],
      [[['DE'], 'APPROVED_EXPRESS']],
    ],
    [
      'more is in use than was announced',
      [window({ state: 'APPROVED_TACIT' })],
      ['DE', 'IN', 'US'],
      [[['DE', 'IN', 'US'], null]],
    ],
    [
      'the vendor keeps the change away from us',
      [window({ state: 'REJECTED', excludedOn: today })],
      ['DE', 'IN'],
      [[['DE'], null]],
    ],
    [
      'the vendor keeps the company away from us',
      [{ ...addition('REJECTED'), excludedOn: today }],
      ['DE'],
      [],
    ],
    [
      'the window is about another company',
      [window({ subprocessorId: 'other' })],
      ['DE', 'IN'],
      [[['DE', 'IN'], null]],
    ],
  ])('when %s', (_case, windows, countries, expected) => {
    expect(found(windows, countries)).toEqual(expected);
  });
});
