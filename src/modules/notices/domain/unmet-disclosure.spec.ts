import { localDate } from '../../../shared/local-date.js';
import { mayStartOn, namingsOf, toldSince, type InForce } from './disclosure.js';
import type { NamedRecipient } from './notice-version.js';
import { recipientsOf } from './recipients.js';
import { unmetDisclosure, type ToldFlow } from './unmet-disclosure.js';

const may = '2026-05-01T09:00:00.000Z';
const june = '2026-06-10T23:30:00.000Z';
const vendor = { id: 'v1', name: 'Acme', legalName: 'Acme Ltd', country: 'IE', categories: ['PAYMENTS'] };
const [acme] = recipientsOf({ locations: [], transfers: [], recipients: [] }, vendor);
if (!acme) throw new Error('The vendor is a recipient.');

const named = (fields: Partial<NamedRecipient>): NamedRecipient => ({
  ...{ vendorId: null, category: null, name: null, since: may },
  ...fields,
});
const version = (fields: Partial<InForce>): InForce => ({
  ...{ id: 'en1', noticeId: 'n1', language: 'en', legalEntityId: 'e', countries: ['IE'] },
  ...{
    audiences: ['CUSTOMERS'],
    audiencesSince: { CUSTOMERS: may },
    recipients: [named({ vendorId: 'v1' })],
  },
  ...fields,
});

describe('a group is told of a recipient', () => {
  const by = (...inForce: InForce[]) =>
    namingsOf(acme, 'CUSTOMERS', inForce).map((one) => [one.versionId, one.by]);

  it.each([
    ['by a version that names it', [version({})], [['en1', 'recipient']]],
    [
      'by its name',
      [version({ recipients: [named({ category: 'x', name: 'ACME LTD.' })] })],
      [['en1', 'recipient']],
    ],
    ['by its category', [version({ recipients: [named({ category: 'PAYMENTS' })] })], [['en1', 'category']]],
    ['not by one for others', [version({ audiences: ['EMPLOYEES'] })], []],
    ['not by one that names others', [version({ recipients: [named({ vendorId: 'v2' })] })], []],
    [
      'in every language, or not at all',
      [version({}), version({ id: 'de1', language: 'de', recipients: [] })],
      [],
    ],
    [
      'by all languages of one notice, whatever another leaves out',
      [
        version({}),
        version({ id: 'de1', language: 'de' }),
        version({ noticeId: 'n2', id: 'x', recipients: [] }),
      ],
      [
        ['en1', 'recipient'],
        ['de1', 'recipient'],
      ],
    ],
  ])('%s', (_how, inForce, expected) => {
    expect(by(...inForce)).toEqual(expected);
  });

  it('since the later of when it was named and when the notice came to be for the group', () => {
    const since = (...inForce: InForce[]) => toldSince(namingsOf(acme, 'CUSTOMERS', inForce));
    expect(since()).toBeNull();
    expect(since(version({}))).toBe(may);
    expect(since(version({ audiencesSince: { CUSTOMERS: june } }))).toBe(june);
    expect(since(version({ recipients: [named({ vendorId: 'v1', since: june })] }))).toBe(june);
    const italian = version({
      id: 'it',
      language: 'it',
      recipients: [named({ vendorId: 'v1', since: june })],
    });
    expect(since(version({}), italian)).toBe(june);
    expect(since({ ...italian, noticeId: 'n2' }, version({}))).toBe(may);
  });

  it('so many days before the data may go, counted from its day in UTC', () => {
    expect([mayStartOn(june, 0), mayStartOn(june, 30)]).toEqual(['2026-06-10', '2026-07-10']);
  });
});

describe('what keeps a flow from starting', () => {
  const lead = { days: 0, today: localDate('2026-06-10') };
  const flow = (fields: Partial<ToldFlow> = {}): ToldFlow => ({
    ...{ groups: ['CUSTOMERS', 'SUBSCRIBERS'], recipients: [acme], hasStarted: false },
    ...fields,
  });

  it('is nothing where everybody is told of everybody', () => {
    const both = { audiences: ['CUSTOMERS', 'SUBSCRIBERS'] as const };
    const audiencesSince = { CUSTOMERS: may, SUBSCRIBERS: may };
    expect(unmetDisclosure(flow(), [version({ ...both, audiencesSince })], lead)).toEqual([]);
  });

  it('is every recipient of whom somebody is not told, with the groups and the countries', () => {
    const shop = { category: 'Print shops', name: null, country: 'PL' };
    const content = { locations: [{ country: 'DE' }], transfers: [{ toCountry: 'PL' }], recipients: [shop] };
    const recipients = recipientsOf(content, vendor);
    expect(recipients.map(({ label, countries }) => [label, countries])).toEqual([
      ['Acme', ['DE']],
      ['Print shops', ['PL']],
    ]);
    const unmet = unmetDisclosure(flow({ recipients }), [version({})], lead);
    expect(unmet.map(({ code, message, facts, waivable }) => ({ code, message, facts, waivable }))).toEqual([
      {
        code: 'NOTICE_RECIPIENT_NOT_NAMED',
        message: 'No published notice tells SUBSCRIBERS of Acme (DE).',
        facts: { recipient: 'Acme', vendorId: 'v1', countries: ['DE'], groups: ['SUBSCRIBERS'] },
        waivable: false,
      },
      {
        code: 'NOTICE_RECIPIENT_NOT_NAMED',
        message: 'No published notice tells CUSTOMERS, SUBSCRIBERS of Print shops (PL).',
        facts: {
          recipient: 'Print shops',
          vendorId: null,
          countries: ['PL'],
          groups: ['CUSTOMERS', 'SUBSCRIBERS'],
        },
        waivable: false,
      },
    ]);
  });

  it('is the time that people have to hear of it, once, and with the day', () => {
    const told = [version({ audiencesSince: { CUSTOMERS: june } })];
    const asked = (today: string, hasStarted = false) =>
      unmetDisclosure(flow({ groups: ['CUSTOMERS'], hasStarted }), told, {
        days: 30,
        today: localDate(today),
      });
    expect(asked('2026-07-09')).toMatchObject([
      {
        code: 'NOTICE_LEAD_TIME',
        message: 'People were told of Acme (IE) less than 30 days ago: not before 2026-07-10.',
        facts: { mayStartOn: '2026-07-10', leadDays: 30 },
        remedy: 'Start on 2026-07-10 or later.',
      },
    ]);
    expect(asked('2026-07-10')).toEqual([]);
    expect(asked('2026-07-09', true)).toEqual([]);
  });
});
