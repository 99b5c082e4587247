import type { AffectedContract } from './affected-contract.js';
import { stillOwed } from './closing.js';
import { dutiesOf } from './duties.js';
import type { Case } from './duty.js';
import type { Incident } from './incident.js';
import { noticeProblems } from './incident-notice.js';
import { reconciled, shareReached, standingAt, type Obligation } from './obligation.js';

const at = (text: string) => new Date(`2026-05-${text}Z`);
const awareAt = at('15T09:30');
const now = at('16T00:00');

const contract: AffectedContract = {
  agreementId: 'a1',
  reference: 'DPA-1',
  kind: 'data_processing',
  vendorRole: 'PROCESSOR',
  ourRole: 'CONTROLLER',
  breachNoticeHours: 24,
  coversCcpa: false,
  parties: [],
  vendorId: 'v1',
  vendorName: 'Payroll',
  breached: true,
  legalEntityId: 'e1',
  legalEntityName: 'Example GmbH',
  legalEntityCountry: 'DE',
  representative: null,
};
const incident = {
  ...{ vendorDetectedAt: null, vendorNotifiedAt: null, risk: null, riskReasons: null, riskAssessedAt: null },
  ...{ exemption: null, sectors: [] },
} as unknown as Incident;
const given = (
  contracts: AffectedContract[],
  change: Partial<Incident> = {},
  more: Partial<Case> = {},
): Case => ({
  ...{ incident: { ...incident, ...change }, awareAt, contracts, customers: [], sent: new Map() },
  ...more,
});
const told = (from: Case) =>
  dutiesOf(from).map(({ to, clock, noticeKind, dueAt }) => [
    to,
    clock ?? noticeKind,
    dueAt?.toISOString().slice(8, 16) ?? null,
  ]);

describe('whom the law asks to tell', () => {
  it.each<[string, Partial<AffectedContract>, unknown[]]>([
    ['DE', {}, [['supervisory authority of Germany', 'GDPR_33_1', '18T09:30']]],
    ['IS', {}, [['supervisory authority of Iceland', 'GDPR_33_1', '18T09:30']]],
    ['GB', {}, [['ICO', 'UKGDPR_33_1', '18T09:30']]],
    ['CH', {}, [['FDPIC', 'FADP_24', null]]],
    [
      'BR',
      {},
      [
        ['ANPD', 'LGPD_48', '20T09:30'],
        ['the people whose data Example GmbH holds', 'LGPD_48', '20T09:30'],
      ],
    ],
    [
      'US',
      { coversCcpa: true },
      [['residents of California (and the Attorney General where more than 500)', 'CA_1798_82', '14T09:30']],
    ],
    ['JP', {}, [['authority of Japan', 'SA_INITIAL', null]]],
    [
      'JP',
      { representative: 'Rep GmbH' },
      [
        ['supervisory authority of each country in which people are affected', 'GDPR_33_1', '18T09:30'],
        ['authority of Japan', 'SA_INITIAL', null],
      ],
    ],
  ])('of a controller in %s', (legalEntityCountry, change, expected) => {
    expect(told(given([{ ...contract, ...change, legalEntityCountry }]))).toEqual(expected);
  });

  it('once for each of our companies, however many contracts lead to it', () => {
    const other = { ...contract, agreementId: 'a2', reference: 'DPA-2' };
    const british = { legalEntityId: 'e2', legalEntityName: 'Example Ltd', legalEntityCountry: 'GB' };
    expect(told(given([contract, other, { ...other, ...british, agreementId: 'a3' }]))).toHaveLength(2);
  });

  it('an authority even where the register leads to none of our companies', () => {
    expect(told(given([]))).toEqual([['supervisory authority', 'GDPR_33_1', '18T09:30']]);
  });

  it('the people when the risk is high, the public instead when that is out of proportion', () => {
    const high = { risk: 'high', riskReasons: 'Bank data.', riskAssessedAt: at('15T12:00') } as const;
    const people = (change: Partial<Incident>) =>
      dutiesOf(given([contract], { ...high, ...change })).filter(({ key }) => key.startsWith('people'));
    expect(people({})).toMatchObject([{ noticeKind: 'SUBJECTS', notRequiredBecause: null, dueAt: null }]);
    expect(people({ exemption: 'A34_3_C_DISPROPORTIONATE' })).toMatchObject([
      { noticeKind: 'PUBLIC', to: 'the public' },
    ]);
    expect(people({ exemption: 'A34_3_A_UNINTELLIGIBLE' })).toMatchObject([
      { noticeKind: 'SUBJECTS', notRequiredBecause: 'GDPR Art. 34(3): Bank data.' },
    ]);
    expect(people({ risk: 'likely' })).toEqual([]);
  });

  it.each([
    ['unlikely', 'DE', 'A risk is unlikely: Encrypted.'],
    ['likely', 'DE', null],
    ['high', 'DE', null],
    ['likely', 'CH', 'The risk is not high: Encrypted.'],
    ['high', 'CH', null],
  ] as const)('a risk that is %s, by a controller in %s', (risk, legalEntityCountry, because) => {
    const [authority] = dutiesOf(
      given([{ ...contract, legalEntityCountry }], { risk, riskReasons: 'Encrypted.', riskAssessedAt: now }),
    );
    expect(authority?.notRequiredBecause).toBe(because);
  });

  it('only controllers, within the hours of their contract, where we are processor ourselves', () => {
    const processing = { ...contract, ourRole: 'PROCESSOR', vendorRole: 'SUB_PROCESSOR' } as const;
    const customer = {
      ...contract,
      agreementId: 'c1',
      reference: 'C-1',
      vendorRole: 'CONTROLLER',
      vendorName: 'Shop',
    } as const;
    const parties = [{ name: 'Bank', role: 'CONTROLLER', country: null }] as const;
    expect(
      told(given([{ ...processing, parties }], {}, { customers: [{ ...customer, breachNoticeHours: 36 }] })),
    ).toEqual([
      ['Bank', 'GDPR_33_2', '16T09:30'],
      ['Shop', 'GDPR_33_2', '16T21:30'],
    ]);
    expect(told(given([processing]))).toEqual([
      ['the controllers for whom Example GmbH processes', 'GDPR_33_2', '16T09:30'],
    ]);
  });

  it('joint controllers and partners whose contract asks for it, but not who was breached', () => {
    const joint = {
      ...contract,
      kind: 'joint_controllership',
      vendorRole: 'JOINT_CONTROLLER',
      vendorName: 'Twin',
    } as const;
    const parties = [
      { name: 'Partner', role: 'INDEPENDENT_CONTROLLER', country: null },
      { name: 'Host', role: 'SUB_PROCESSOR', country: null },
    ] as const;
    const others = (change: Partial<AffectedContract>) =>
      told(given([{ ...joint, ...change }])).filter(([, clock]) => clock !== 'GDPR_33_1');
    expect(others({ breached: false, parties })).toEqual([
      ['Partner', 'CONTRACT_PARTY', '16T09:30'],
      ['Twin', 'JOINT_CTRL', '16T09:30'],
    ]);
    expect(others({ breached: true })).toEqual([]);
    expect(others({ breached: false, breachNoticeHours: null, parties })).toEqual([
      ['Twin', 'JOINT_CTRL', null],
    ]);
  });

  it('the vendor tells us, and how late it was shows', () => {
    const [vendor] = dutiesOf(
      given([contract], { vendorDetectedAt: at('13T08:00'), vendorNotifiedAt: at('15T09:00') }),
    );
    expect(vendor).toMatchObject({
      ...{ by: 'vendor', to: 'Example GmbH', dueAt: at('14T08:00'), sentAt: at('15T09:00') },
      ground: 'GDPR Art. 33(2): Payroll processes for us under DPA-1, within 24 hours',
    });
  });

  it('sector authorities in their order, each report starting the clock of the next', () => {
    const sectors = [
      { regime: 'NIS2', classifiedAt: '2026-05-15T10:00:00Z' },
      { regime: 'DORA', classifiedAt: '2026-05-15T20:00:00Z' },
    ] as const;
    const ofSectors = (sent: [string, Date][]) =>
      dutiesOf(given([contract], { sectors }, { sent: new Map(sent) }))
        .filter(({ key }) => key.startsWith('sector'))
        .map(({ clock, dueAt }) => [clock, dueAt?.toISOString().slice(5, 16)]);
    const first = [
      ['NIS2_EARLY', '05-16T09:30'],
      ['NIS2_NOTIFICATION', '05-18T09:30'],
      ['DORA_INITIAL', '05-16T00:00'],
    ];
    expect(ofSectors([])).toEqual(first);
    const sentFirst: [string, Date] = ['sector:DORA_INITIAL', at('15T21:00')];
    expect(ofSectors([sentFirst])).toEqual([...first, ['DORA_INTERMEDIATE', '05-18T21:00']]);
    expect(ofSectors([sentFirst, ['sector:DORA_INTERMEDIATE', at('18T20:00')]]).at(-1)).toEqual([
      'DORA_FINAL',
      '06-18T20:00',
    ]);
  });
});

let made = 0;
const follow = (existing: Obligation[], from: Case, then = now) =>
  reconciled(existing, dutiesOf(from), { incidentId: 'i', now: then, newId: () => `o${++made}` }).map(
    ({ after }) => after,
  );
const the = (all: readonly Obligation[]): Obligation => {
  const [one] = all;
  if (!one) throw new Error('none');
  return one;
};

describe('obligations that follow what is known', () => {
  it('are the same as before when nothing changed', () => {
    const first = follow([], given([contract]));
    expect(follow(first, given([contract]))).toEqual(first);
  });

  it('are due at another moment when awareness is corrected, and warn of it anew', () => {
    const open = { ...the(follow([], given([contract]))), announcedShare: 75 };
    const later = the(follow([open], { ...given([contract]), awareAt: at('15T18:00') }));
    expect(later).toMatchObject({ id: open.id, dueAt: at('18T18:00'), announcedShare: 0 });
    const earlier = the(follow([open], { ...given([contract]), awareAt: at('13T01:00') }));
    expect(earlier).toMatchObject({ dueAt: at('16T01:00'), announcedShare: 75 });
  });

  it('are not required when the risk is unlikely, and come back when it is not', () => {
    const open = follow([], given([contract]));
    const unlikely = { risk: 'unlikely', riskReasons: 'Encrypted.', riskAssessedAt: now } as const;
    const none = follow(open, given([contract], unlikely));
    expect(the(none)).toMatchObject({ state: 'not_required', because: 'A risk is unlikely: Encrypted.' });
    expect(follow(none, given([contract], unlikely), at('17T00:00'))).toEqual(none);
    expect(the(follow(none, given([contract])))).toMatchObject({
      state: 'open',
      because: null,
      settledAt: null,
    });
  });

  it('fall away with what they rested on, but not what was sent or reasoned away', () => {
    const open = the(follow([], given([contract])));
    const other = { ...contract, legalEntityId: 'e2', agreementId: 'a2' };
    expect(the(follow([open], given([other])).filter(({ id }) => id === open.id))).toMatchObject({
      state: 'not_required',
      because: 'What it rested on is no longer so.',
    });
    const sent: Obligation = { ...open, state: 'sent', sentAt: now };
    expect(follow([sent], given([other])).filter(({ id }) => id === open.id)).toEqual([]);
    const away: Obligation = {
      ...open,
      state: 'reasoned_away',
      because: 'Told by the group.',
      settledById: 'dpo',
    };
    expect(
      the(
        follow([away], given([contract], { risk: 'high', riskReasons: 'Bank data.', riskAssessedAt: now })),
      ),
    ).toEqual(away);
  });
});

describe('where an obligation stands', () => {
  const open = the(follow([], given([contract])));
  it.each<[string, Partial<Obligation>, Date, number | null, number | null]>([
    ['open', {}, at('18T08:30'), 3_600, 0],
    ['open and late', {}, at('18T10:30'), -3_600, 3_600],
    ['sent in time', { state: 'sent', sentAt: at('18T09:30') }, at('20T00:00'), null, 0],
    ['sent late', { state: 'sent', sentAt: at('19T09:30') }, at('20T00:00'), null, 86_400],
    ['reasoned away', { state: 'reasoned_away' }, at('20T00:00'), null, 0],
    ['without a number of hours', { dueAt: null }, at('20T00:00'), null, null],
  ])('%s', (_name, change, ...[then, remainingSeconds, lateBy]) => {
    expect(standingAt({ ...open, ...change }, then)).toEqual({ remainingSeconds, lateBy });
  });

  it.each([
    ['16T21:29', 0],
    ['16T21:30', 50],
    ['17T15:30', 75],
    ['18T02:18', 90],
    ['18T09:30', 100],
  ])('at %s of 72 hours from 15T09:30 a share of %i percent has passed', (then, share) => {
    expect(shareReached(open, at(then))).toBe(share);
  });

  it('keeps the incident open while it is ours and open, or nobody judged the risk', () => {
    const judged = { ...incident, risk: 'likely' } as Incident;
    expect(stillOwed(judged, [open]).map(({ code, obligationId }) => [code, obligationId])).toEqual([
      ['OBLIGATION_OPEN', open.id],
    ]);
    expect(stillOwed(incident, []).map(({ code }) => code)).toEqual(['RISK_NOT_JUDGED']);
    const others: Obligation[] = [
      { ...open, by: 'vendor' },
      { ...open, state: 'sent' },
      { ...open, state: 'reasoned_away' },
      { ...open, state: 'not_required' },
    ];
    expect(stillOwed(judged, others)).toEqual([]);
  });
});

describe('a notice', () => {
  const open = the(follow([], given([contract])));
  const notice = {
    kind: 'initial',
    recipients: [{ name: 'Authority', address: 'mail@authority.example' }],
    sentAt: at('15T20:00'),
    proof: 'Receipt 1',
    evidenceIds: [],
    lateReason: null,
  } as const;
  const around = { now, occurredFrom: at('13T00:00') };
  it.each<[string, object, Partial<Obligation>, string[]]>([
    ['fits', {}, {}, []],
    ['is sent in the future', { sentAt: at('16T00:01') }, {}, ['/sentAt in_future']],
    ['is sent before it occurred', { sentAt: at('12T00:00') }, {}, ['/sentAt too_early']],
    ['has no proof', { proof: null }, {}, ['/proof missing']],
    ['is late without a reason', {}, { dueAt: at('15T19:59') }, ['/lateReason missing']],
    ['is late for a reason', { lateReason: 'The portal was down.' }, { dueAt: at('15T19:59') }, []],
    ['is of another kind', { kind: 'supplement' }, {}, ['/obligationIds/0 other_kind']],
    ['meets what is met', {}, { state: 'sent' }, ['/obligationIds/0 settled']],
    ['meets what the vendor owes', {}, { by: 'vendor' }, ['/obligationIds/0 not_ours']],
    [
      'has no address',
      { recipients: [{ name: 'Authority', address: null }] },
      {},
      ['/recipients/0/address missing'],
    ],
  ])('%s', (_name, change, of, expected) => {
    const problems = noticeProblems({ ...notice, ...change }, [{ ...open, ...of }], around);
    expect(problems.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
