import type { BlastRadius, Unknown } from './blast-radius.js';
import type { DraftFacts } from './draft-fillers.js';
import type { Incident } from './incident.js';
import { addressees, companiesOwing, itemsFor, noticeDraft, type NoticeDraft } from './notice-draft.js';
import type { Obligation } from './obligation.js';

const at = (text: string) => new Date(`2026-05-${text}Z`);
const incident = {
  id: 'i',
  ...{ vendorIds: ['v'], subProcessors: [{ name: 'Mailhost Ltd', vendorId: null }], systems: ['CRM'] },
  ...{ breachTypes: ['CONFIDENTIALITY', 'AVAILABILITY'], description: 'A bucket was public.' },
  ...{ occurredFrom: at('10T00:00'), occurredTo: at('12T08:30'), exemption: null },
  ...{ subjectsAffected: 12_000, recordsAffected: 48_000 },
  ...{ consequences: 'Letters in the name of the employer.', measures: 'The bucket was closed.' },
} as unknown as Incident;
const radius = {
  flows: { total: 2, inForce: 2, closedWithoutCertificate: 0 },
  vendors: [
    { id: 'v', name: 'Payroll AG', rank: 0 },
    { id: 'u', name: 'Its customer', rank: 1 },
  ],
  dataCategories: [
    { code: 'EMAIL_ADDRESS', label: 'Private e-mail address', specialCategory: null },
    { code: 'HEALTH_RECORD', label: 'Health record', specialCategory: 'HEALTH' },
  ],
  subjectCategories: [{ code: 'SUBSCRIBERS', label: 'Subscribers' }],
  people: { atLeast: 1_000, atMost: 99_999, byBand: [], flowsWithoutCount: 0 },
  controllers: [],
  unknowns: [],
} as unknown as BlastRadius;
const company = { id: 'e', name: 'Example GmbH', dpoContact: 'dpo@example.com' };
const authority = {
  ...{ by: 'us', noticeKind: 'SA_INITIAL', to: 'authority of Germany', state: 'open', legalEntityId: 'e' },
  ...{ dueAt: at('18T09:30'), sentAt: null, lateReason: null },
} as unknown as Obligation;

const facts = (change: Partial<DraftFacts> = {}): DraftFacts => ({
  ...{ incident, radius, companies: [company], obligations: [authority], now: at('16T00:00') },
  ...change,
});
const itemOf = ({ items }: NoticeDraft, wanted: string) => items.find(({ code }) => code === wanted);
const missingOf = ({ items }: NoticeDraft) =>
  items.flatMap(({ code, missing }) => missing.map(({ pointer, enter }) => [code, pointer, enter]));
const toAuthority = (change: Partial<DraftFacts> = {}) => noticeDraft('authority', facts(change), []);
const withIncident = (change: Partial<Incident>) => facts({ incident: { ...incident, ...change } });

describe('the draft of a notice', () => {
  it('to the authority has every item of Art. 33(3), filled from what is on record', () => {
    const draft = toAuthority();
    expect(draft.items.map(({ code, law, text }) => [code, law.replace('GDPR Art. ', ''), text])).toEqual([
      [
        'BN_NATURE',
        '33(3)(a)',
        'Unauthorised disclosure or access; Loss or destruction / loss of access.\n' +
          'It happened at Payroll AG, Mailhost Ltd, CRM; from 2026-05-10 00:00 UTC to 2026-05-12 08:30 UTC.\n' +
          'A bucket was public.',
      ],
      ['BN_SUBJECT_CATEGORIES', '33(3)(a)', 'Subscribers.'],
      ['BN_SUBJECT_COUNT', '33(3)(a)', 'About 12,000.'],
      ['BN_RECORD_CATEGORIES', '33(3)(a)', 'Private e-mail address; Health record (GDPR Art. 9 or 10).'],
      ['BN_RECORD_COUNT', '33(3)(a)', 'About 48,000.'],
      ['BN_CONTACT', '33(3)(b)', 'Example GmbH: dpo@example.com'],
      ['BN_CONSEQUENCES', '33(3)(c)', 'Letters in the name of the employer.'],
      ['BN_MEASURES', '33(3)(d)', 'The bucket was closed.'],
    ]);
    expect(draft.items.filter(({ wherePossible }) => wherePossible)).toHaveLength(4);
    expect([draft.kind, draft.complete, missingOf(draft)]).toEqual(['initial', true, []]);
  });

  it('to people has the four of Art. 34(2) and no more', () => {
    const draft = noticeDraft('people', facts(), []);
    expect(draft.items.map(({ code, law }) => [code, law])).toEqual([
      ['BN_NATURE', 'GDPR Art. 34(2)'],
      ['BN_CONTACT', 'GDPR Art. 34(2) with GDPR Art. 33(3)(b)'],
      ['BN_CONSEQUENCES', 'GDPR Art. 34(2) with GDPR Art. 33(3)(c)'],
      ['BN_MEASURES', 'GDPR Art. 34(2) with GDPR Art. 33(3)(d)'],
    ]);
    expect([draft.kind, draft.complete]).toEqual(['people', true]);
  });

  it('names of everything that is missing the field and the request that takes it', () => {
    const nothing = {
      ...{ breachTypes: [], description: null, occurredFrom: null, occurredTo: null },
      ...{ subjectsAffected: null, recordsAffected: null, consequences: null, measures: null },
    };
    const silent: BlastRadius = {
      ...radius,
      flows: { total: 0, inForce: 0, closedWithoutCertificate: 0 },
      ...{ dataCategories: [], subjectCategories: [] },
      people: { atLeast: 0, atMost: 0, byBand: [], flowsWithoutCount: 0 },
    };
    const draft = toAuthority({ incident: { ...incident, ...nothing }, radius: silent, companies: [] });
    expect(missingOf(draft)).toEqual([
      ['BN_NATURE', '/breachTypes', 'PATCH /incidents/i'],
      ['BN_NATURE', '/description', 'PATCH /incidents/i'],
      ['BN_SUBJECT_CATEGORIES', '/vendorIds', 'PATCH /incidents/i'],
      ['BN_SUBJECT_COUNT', '/subjectsAffected', 'PATCH /incidents/i'],
      ['BN_RECORD_CATEGORIES', '/vendorIds', 'PATCH /incidents/i'],
      ['BN_RECORD_COUNT', '/recordsAffected', 'PATCH /incidents/i'],
      ['BN_CONTACT', '/contact', 'POST /incidents/i/notices'],
      ['BN_CONSEQUENCES', '/consequences', 'PATCH /incidents/i'],
      ['BN_MEASURES', '/measures', 'PATCH /incidents/i'],
    ]);
    expect(draft.complete).toBe(false);
    expect(draft.items.filter(({ text }) => text !== null).map(({ text }) => text)).toEqual([
      'It happened at Payroll AG, Mailhost Ltd, CRM; when is not known.',
    ]);
    expect(draft.text.split('Not known yet; it follows (GDPR Art. 33(4)).')).toHaveLength(8);
  });

  it.each<[string, Partial<BlastRadius['people']>, string | null]>([
    ['a range', {}, 'Between 1,000 and 99,999'],
    ['a floor only', { atMost: null }, 'At least 1,000'],
    ['a ceiling only', { atLeast: 0, atMost: 999 }, 'At most 999'],
    ['nothing', { atLeast: 0, atMost: null }, null],
  ])(
    'says of the number of people what the register knows, and asks for it still: %s',
    (_name, known, range) => {
      const people = { ...radius.people, ...known };
      const draft = toAuthority({
        incident: { ...incident, subjectsAffected: null },
        radius: { ...radius, people },
      });
      expect(itemOf(draft, 'BN_SUBJECT_COUNT')?.text ?? null).toBe(
        range === null ? null : `${range}, by the bands of our register; the number is not known yet.`,
      );
      expect(missingOf(draft)).toEqual([['BN_SUBJECT_COUNT', '/subjectsAffected', 'PATCH /incidents/i']]);
    },
  );

  it('of a flow that does not say what it carries says so beside what others carry', () => {
    const unknowns: Unknown[] = [{ code: 'CATEGORY', message: 'Flows.', count: 1 }];
    const draft = toAuthority({ radius: { ...radius, unknowns } });
    expect(missingOf(draft)).toEqual([['BN_RECORD_CATEGORIES', '/description', 'PATCH /incidents/i']]);
    expect(itemOf(draft, 'BN_RECORD_CATEGORIES')?.text).toContain('Private e-mail address');
  });

  it('asks each company that owes it for its contact', () => {
    const companies = [company, { id: 'f', name: 'Example SAS', dpoContact: null }];
    const draft = toAuthority({ companies });
    expect(itemOf(draft, 'BN_CONTACT')?.text).toBe('Example GmbH: dpo@example.com');
    expect(missingOf(draft)).toEqual([['BN_CONTACT', '/dpoContact', 'PATCH /legal-entities/f']]);
  });

  it.each<[string, Partial<Obligation>, string, [string | null | undefined, number]]>([
    ['not in its last moment', {}, '18T09:30', [undefined, 0]],
    ['from the next on, until somebody says why', {}, '18T09:31', [null, 1]],
    ['not when it was sent in time', { state: 'sent', sentAt: at('17T00:00') }, '20T00:00', [undefined, 0]],
    [
      'with the reason of what was sent late',
      { state: 'sent', sentAt: at('19T00:00'), lateReason: 'Nobody was there.' },
      '20T00:00',
      ['Nobody was there.', 0],
    ],
    ['not when nobody has to be told', { state: 'reasoned_away' }, '20T00:00', [undefined, 0]],
  ])('asks for the reasons of a delay: %s', (_name, change, moment, expected) => {
    const draft = toAuthority({ obligations: [{ ...authority, ...change }], now: at(moment) });
    const item = itemOf(draft, 'BN_DELAY_REASONS');
    expect([item?.text, item?.missing.length ?? 0]).toEqual(expected);
    expect(itemOf(noticeDraft('people', facts({ now: at(moment) }), []), 'BN_DELAY_REASONS')).toBeUndefined();
  });

  it('is one of further information after the first, and public where people cannot be reached one by one', () => {
    expect(noticeDraft('authority', facts(), [{ kind: 'people' }]).kind).toBe('initial');
    expect(noticeDraft('authority', facts(), [{ kind: 'initial' }]).kind).toBe('supplement');
    const publicly = withIncident({ exemption: 'A34_3_C_DISPROPORTIONATE' });
    expect(noticeDraft('people', publicly, []).kind).toBe('public');
  });

  it.each<[string, Partial<Incident>, string]>([
    ['it goes on', { occurredTo: null }, 'it began 2026-05-10 00:00 UTC, and its end is not known'],
    ['its beginning is not known', { occurredFrom: null }, 'a moment that is not known and ended 2026-05-12'],
  ])('says when, also when %s', (_name, change, said) => {
    const draft = noticeDraft('authority', withIncident(change), []);
    expect(itemOf(draft, 'BN_NATURE')?.text).toContain(said);
  });

  it('is one text with a heading for each item', () => {
    for (const to of addressees) {
      const { text, items } = noticeDraft(to, facts(), []);
      expect(text.split('\n\n').slice(1)).toEqual(items.map((item) => `${item.label}\n${item.text ?? ''}`));
      expect(items.map(({ code }) => code)).toEqual(
        itemsFor[to].filter((code) => code !== 'BN_DELAY_REASONS'),
      );
    }
  });
});

describe('whose contact a notice names', () => {
  const controllers = [
    { id: 'c', role: 'controller' },
    { id: 'p', role: 'processor' },
  ] as unknown as BlastRadius['controllers'];
  const people = { ...authority, noticeKind: 'SUBJECTS', legalEntityId: 'f' } as Obligation;

  it.each<[string, 'authority' | 'people', Obligation[], string[]]>([
    ['of those that owe it to the authority', 'authority', [authority, people, authority], ['e']],
    ['of those that owe it to people', 'people', [authority, people], ['f']],
    ['of the controllers that it can have touched, before anybody owes it', 'people', [authority], ['c']],
    ['not of whom the vendor owes it', 'authority', [{ ...authority, by: 'vendor' }], ['c']],
  ])('%s', (_name, to, obligations, expected) => {
    expect(companiesOwing(to, obligations, { controllers })).toEqual(expected);
  });

  it('of processors where there are no controllers', () => {
    expect(companiesOwing('people', [], { controllers: controllers.slice(1) })).toEqual(['p']);
  });
});
