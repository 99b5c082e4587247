import { addDays, localDate } from '../../../shared/local-date.js';
import { announcement, type AnnouncedChange } from './subprocessor-announcement.js';
import { newSubprocessor, type Subprocessor } from './subprocessor.js';

const today = localDate('2026-06-15');
const from = addDays(today, 30);
const source = 'Letter';

const row = (name: string, fields: Partial<Subprocessor> = {}): Subprocessor => ({
  ...newSubprocessor(`id of ${name}`, 'v', new Date('2026-01-01T00:00:00Z')),
  ...{
    name,
    linkedVendorId: null,
    website: null,
    purpose: 'Mail',
    role: 'SUB_PROCESSOR',
    transferTool: null,
  },
  ...{
    countries: ['DE'],
    dataCategories: ['EMAIL_ADDRESS'],
    status: 'ACTIVE',
    validFrom: null,
    validTo: null,
  },
  source: null,
  ...fields,
});
const change = (kind: AnnouncedChange['kind'], name: string, fields: object = {}): AnnouncedChange => ({
  ...{ kind, name, replaces: null, linkedVendorId: null, website: null, purpose: null },
  ...{ countries: null, dataCategories: null, transferTool: null },
  ...fields,
});
const judged = (changes: AnnouncedChange[], live: Subprocessor[], on = from) =>
  announcement(changes, live, { from: on, today, source });

describe('a notice of sub-processors', () => {
  it('brings a company into the register, from its day on', () => {
    const { steps, problems } = judged([change('added', 'Texts', { countries: ['IN'] })], [row('Mail')]);
    expect(problems).toEqual([]);
    expect(steps).toMatchObject([
      { kind: 'made', replaces: null, fields: { name: 'Texts', countries: ['IN'], validFrom: from, source } },
    ]);
  });

  it('ends the one whose place another takes on the day before', () => {
    const { steps } = judged([change('replaced', 'New', { replaces: 'MAIL' })], [row('Mail')]);
    expect(steps).toMatchObject([{ kind: 'made', fields: { name: 'New' }, replaces: { name: 'Mail' } }]);
  });

  it('leaves what it does not speak of as it is, and says beforehand what will be', () => {
    const [step] = judged([change('changed', 'mail', { countries: ['DE', 'IN'] })], [row('Mail')]).steps;
    expect(step).toMatchObject({
      kind: 'changed',
      after: {
        countries: ['DE'],
        upcoming: { from, countries: ['DE', 'IN'], dataCategories: ['EMAIL_ADDRESS'], purpose: 'Mail' },
      },
      content: { countries: ['DE', 'IN'], dataCategories: ['EMAIL_ADDRESS'] },
    });
  });

  it('is true at once when its day has come', () => {
    const [step] = judged([change('changed', 'Mail', { countries: ['IN'] })], [row('Mail')], today).steps;
    expect(step).toMatchObject({ after: { countries: ['IN'], upcoming: null, source } });
  });

  it.each([
    ['is in use', {}, { validTo: addDays(from, -1), status: 'ACTIVE', removed: false }],
    ['ends before anyway', { validTo: today }, { validTo: today, removed: false }],
    ['would only begin then', { validFrom: from, status: 'ANNOUNCED' }, { removed: true }],
  ] as const)('takes away one that %s', (_case, fields, after) => {
    expect(judged([change('removed', 'Mail')], [row('Mail', fields)]).steps).toMatchObject([
      { kind: 'ended', after },
    ]);
  });

  it('of a company that is recorded already changes nothing, and gives it a day where it had none', () => {
    const [known, vague] = [row('Mail'), row('Texts', { status: 'ANNOUNCED' })];
    const { steps } = judged([change('added', 'Mail'), change('added', 'Texts')], [known, vague]);
    expect(steps).toEqual([
      expect.objectContaining({ kind: 'kept', before: known, after: known }),
      expect.objectContaining({ kind: 'kept', after: { ...vague, validFrom: from } }),
    ]);
  });

  it('that does not fit is refused with every line and reason', () => {
    const changes = [
      change('changed', 'Nobody'),
      change('replaced', 'New'),
      change('added', 'Other', { replaces: 'Mail' }),
      change('added', 'Mail', { countries: ['US'] }),
      change('added', 'OTHER'),
      change('changed', 'Later'),
    ];
    const upcoming = { from, countries: [], dataCategories: [], purpose: null };
    const { problems } = judged(changes, [row('Mail'), row('Later', { upcoming })]);
    expect(problems.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/changes/0/name', 'unknown_subprocessor'],
      ['/changes/1/replaces', 'unknown_subprocessor'],
      ['/changes/2/replaces', 'unexpected'],
      ['/changes/3/name', 'named_twice'],
      ['/changes/3/kind', 'known_otherwise'],
      ['/changes/4/name', 'named_twice'],
      ['/changes/5/name', 'change_pending'],
    ]);
  });
});
