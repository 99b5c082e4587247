import { localDate } from '../../../shared/local-date.js';
import { changeProblems, effectiveFrom } from './adequacy-change-rules.js';
import {
  adequacyChangeKinds,
  decisionNamed,
  decisionsOfDay,
  knownAt,
  type AdequacyChange,
  type AdequacyChanges,
  type GivenAdequacyChange,
} from './adequacy-change.js';
import { codesOutOfForce, evaluateAdequacy } from './adequacy.js';
import { listOf } from './catalogue.js';
import type { DpfListing } from './dpf-listing.js';

const day = localDate;
const given = (change: Partial<GivenAdequacyChange>): GivenAdequacyChange => ({
  ...{ list: 'adequacy_eu', code: 'EU_GB', kind: 'ended', from: null, endsOn: null, places: null },
  ...{ decision: null, framework: null, bindsEeaEfta: null, reason: 'As published.', source: 'OJ L 1' },
  ...change,
});
let made = 0;
const recorded = (change: Partial<AdequacyChange>): AdequacyChange => {
  const whole = given(change);
  return {
    ...whole,
    ...{ id: `c${++made}`, revision: 1, effectiveFrom: effectiveFrom(whole), tookEffectAt: null },
    ...{ recordedById: 'p1', recordedAt: new Date('2026-06-01T10:00:00Z') },
    ...{ revokedById: null, revokedAt: null, revokedBecause: null },
    ...change,
  };
};
const kenya = { place: 'KE', scope: 'COUNTRY', conditions: [] } as const;
const newPlace = {
  code: 'EU_KE',
  kind: 'new_place',
  from: day('2026-07-01'),
  places: [kenya],
  decision: '(EU) 2026/1',
} as const;
const listing: DpfListing = {
  status: 'ACTIVE',
  frameworks: ['EU_US', 'UK_EXTENSION', 'SWISS_US'],
  coveredData: ['NON_HR'],
  nextCertificationDue: null,
};
const ask = (from: string, to: string, on: string, ...changes: AdequacyChange[]) => {
  const organisation = { dpf: listing };
  const answer = evaluateAdequacy({ from, to, on: day(on), dataClass: 'NON_HR', organisation }, changes);
  return [String(answer.adequate), answer.decision ?? '', answer.reason].join(' | ');
};
const dpfEnds = { code: 'EU_US_DPF', endsOn: day('2026-12-31') } as const;

describe('a recorded change of adequacy', () => {
  it.each<[string, string, AdequacyChange[], string]>([
    [
      'an end counts to its last day',
      'DE US 2026-12-31',
      [recorded(dpfEnds)],
      'true | EU_US_DPF | the recipient is listed for EU_US',
    ],
    [
      'and not on the day after',
      'DE US 2027-01-01',
      [recorded(dpfEnds)],
      'false |  | EU_US_DPF ended on 2026-12-31',
    ],
    [
      'nor for Norway, under the same law',
      'NO US 2027-01-01',
      [recorded(dpfEnds)],
      'false |  | EU_US_DPF ended on 2026-12-31',
    ],
    [
      'the UK has its own',
      'GB US 2027-01-01',
      [recorded(dpfEnds)],
      'true | UK_US | the recipient is listed for UK_EXTENSION',
    ],
    [
      'Switzerland has its own',
      'CH US 2027-01-01',
      [recorded(dpfEnds)],
      'true | CH_US | the recipient is listed for SWISS_US',
    ],
    [
      'a change of another list is none of this one',
      'DE US 2027-01-01',
      [recorded({ ...dpfEnds, list: 'adequacy_uk' })],
      'true | EU_US_DPF | the recipient is listed for EU_US',
    ],
    [
      'one that was revoked never counts',
      'DE US 2027-01-01',
      [recorded({ ...dpfEnds, revokedAt: new Date('2026-06-02T00:00:00Z') })],
      'true | EU_US_DPF | the recipient is listed for EU_US',
    ],
    [
      'of two ends the earlier counts, whichever was recorded last',
      'DE US 2026-12-02',
      [recorded({ ...dpfEnds, endsOn: day('2026-12-01') }), recorded(dpfEnds)],
      'false |  | EU_US_DPF ended on 2026-12-01',
    ],
    [
      'an end never makes a decision last longer than it does by itself',
      'DE GB 2031-12-28',
      [recorded({ endsOn: day('2040-01-01') })],
      'false |  | EU_GB ended on 2031-12-27',
    ],
    [
      'an amendment does',
      'DE GB 2031-12-28',
      [recorded({ kind: 'amended', from: day('2031-06-01'), endsOn: day('2035-12-27') })],
      'true | EU_GB | EU_GB covers United Kingdom',
    ],
    [
      'but an end that is recorded with it still counts',
      'DE GB 2031-12-28',
      [
        recorded({ endsOn: day('2031-07-01') }),
        recorded({ kind: 'amended', from: day('2031-06-01'), endsOn: day('2035-12-27') }),
      ],
      'false |  | EU_GB ended on 2031-07-01',
    ],
    [
      'a suspension from its first day',
      'DE GB 2026-07-01',
      [recorded({ kind: 'suspended', from: day('2026-07-01'), endsOn: day('2026-07-31') })],
      'false |  | EU_GB is suspended since 2026-07-01',
    ],
    [
      'to its last',
      'DE GB 2026-08-01',
      [recorded({ kind: 'suspended', from: day('2026-07-01'), endsOn: day('2026-07-31') })],
      'true | EU_GB | EU_GB covers United Kingdom',
    ],
    [
      'a suspension without an end, until somebody says otherwise',
      'DE GB 2030-01-01',
      [recorded({ kind: 'suspended', from: day('2026-07-01') })],
      'false |  | EU_GB is suspended since 2026-07-01',
    ],
    [
      'a country that is cut to a sector is no longer a yes',
      'DE GB 2026-07-01',
      [
        recorded({
          kind: 'amended',
          from: day('2026-07-01'),
          places: [{ place: 'GB', scope: 'SECTOR', conditions: ['Banks'] }],
        }),
      ],
      'unknown | EU_GB | EU_GB covers only a part of United Kingdom: confirm the conditions',
    ],
    ['a new place on its day', 'DE KE 2026-07-01', [recorded(newPlace)], 'true | EU_KE | EU_KE covers Kenya'],
    ['and not before', 'DE KE 2026-06-30', [recorded(newPlace)], 'false |  | EU_KE starts on 2026-07-01'],
    [
      'and not for Norway, unless somebody says so',
      'NO KE 2026-07-01',
      [recorded(newPlace)],
      'unknown | EU_KE | Nobody has recorded that it binds exporters there',
    ],
    [
      'which it then is',
      'NO KE 2026-07-01',
      [recorded({ ...newPlace, bindsEeaEfta: true })],
      'true | EU_KE | EU_KE covers Kenya',
    ],
    [
      'as can be said of a shipped one',
      'NO BR 2026-12-01',
      [recorded({ code: 'EU_BR', kind: 'amended', from: day('2026-12-01'), bindsEeaEfta: true })],
      'true | EU_BR | EU_BR covers Brazil',
    ],
    [
      'a new place can end as well',
      'DE KE 2027-01-01',
      [recorded(newPlace), recorded({ code: 'EU_KE', endsOn: day('2026-12-31') })],
      'false |  | EU_KE ended on 2026-12-31',
    ],
  ])('%s', (_case, question, changes, expected) => {
    const [from = '', to = '', on = ''] = question.split(' ');
    expect(ask(from, to, on, ...changes)).toBe(expected);
    expect(ask(from, to, on, ...changes.toReversed())).toBe(expected);
  });

  it('leaves the shipped list as it is', () => {
    const before = JSON.stringify(listOf('adequacy_eu'));
    decisionsOfDay('adequacy_eu', [recorded(dpfEnds), recorded(newPlace)], day('2027-01-01'));
    expect(JSON.stringify(listOf('adequacy_eu'))).toBe(before);
    expect(decisionsOfDay('adequacy_eu', [], day('2027-01-01'))).toBe(listOf('adequacy_eu'));
  });

  it('takes its code off those in force', () => {
    const out = (on: string, ...changes: AdequacyChange[]) => codesOutOfForce(changes, day(on));
    expect(out('2026-12-31', recorded(dpfEnds))).not.toContain('EU_US_DPF');
    expect(out('2027-01-01', recorded(dpfEnds))).toContain('EU_US_DPF');
    expect(out('2032-01-01')).toContain('EU_GB');
    expect(out('2026-08-01', recorded(newPlace))).not.toContain('EU_KE');
    expect(out('2026-08-01', recorded({ kind: 'suspended', from: day('2026-07-01') }))).toContain('EU_GB');
  });

  it('that was revoked leaves its code among those out of force, for what stands on it', () => {
    const revoked = recorded({ ...newPlace, revokedAt: new Date('2026-07-01T00:00:00Z') });
    expect(codesOutOfForce([revoked], day('2026-08-01'))).toContain('EU_KE');
  });

  it('was known from its recording to its revocation', () => {
    const changes: AdequacyChanges = [recorded({ ...dpfEnds, revokedAt: new Date('2026-06-03T00:00:00Z') })];
    const known = (moment: string) => knownAt(changes, new Date(moment)).length;
    expect(
      ['2026-06-01T09:59:59Z', '2026-06-01T10:00:00Z', '2026-06-02T23:59:59Z', '2026-06-03T00:00:00Z'].map(
        known,
      ),
    ).toEqual([0, 1, 1, 0]);
  });
});

describe('what keeps a change from being recorded', () => {
  const problems = (change: Partial<GivenAdequacyChange>, ...before: AdequacyChange[]) =>
    changeProblems(given(change), before).map(({ pointer, code }) => `${pointer} ${code}`);
  const [from, endsOn] = [day('2026-07-01'), day('2026-12-31')];
  it.each<[string, Partial<GivenAdequacyChange>, string[]]>([
    ['nothing, for an end with its day', { endsOn }, []],
    ['an end without one', {}, ['/endsOn missing']],
    [
      'an end with a start and places',
      { endsOn, from, places: [kenya] },
      ['/from unexpected', '/places unexpected'],
    ],
    ['a suspension without a start', { kind: 'suspended' }, ['/from missing']],
    [
      'a suspension that ends before it starts',
      { kind: 'suspended', from: endsOn, endsOn: from },
      ['/endsOn before_start'],
    ],
    ['an amendment of nothing', { kind: 'amended', from }, ['/places missing']],
    ['a decision that there is not', { code: 'EU_XX', endsOn }, ['/code not_found']],
    ['a decision of another list', { code: 'UK_US', endsOn }, ['/code not_found']],
    ['a new place, whole', newPlace, []],
    [
      'a new place that has nothing',
      { kind: 'new_place', code: 'EU_KE' },
      ['/from missing', '/places missing', '/decision missing'],
    ],
    ['a new place under a code in use', { ...newPlace, code: 'EU_BR' }, ['/code in_use']],
    ['a new place under the code of another list', { ...newPlace, code: 'UK_KE' }, ['/code wrong_prefix']],
    ['a place that is named twice', { ...newPlace, places: [kenya, kenya] }, ['/places/1/place duplicate']],
    [
      'a sector without its limits',
      { ...newPlace, places: [{ ...kenya, scope: 'SECTOR' }] },
      ['/places/0/conditions missing'],
    ],
    [
      'a listing without its framework',
      { ...newPlace, places: [{ ...kenya, scope: 'ORG_LIST' }] },
      ['/framework missing'],
    ],
    [
      'the EEA-EFTA states in a list of the UK',
      { ...newPlace, list: 'adequacy_uk', code: 'UK_KE', bindsEeaEfta: true },
      ['/bindsEeaEfta unexpected'],
    ],
  ])('%s', (_case, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
  it('a second decision of a code, unless the first was revoked', () => {
    expect(problems(newPlace, recorded(newPlace))).toEqual(['/code in_use']);
    expect(problems(newPlace, recorded({ ...newPlace, revokedAt: new Date() }))).toEqual([]);
    expect(decisionNamed('adequacy_eu', 'EU_KE', [recorded(newPlace)])?.decision).toBe('(EU) 2026/1');
  });
  it('is said of every kind, and its first day known where nothing is wrong', () => {
    const sound: Readonly<Record<(typeof adequacyChangeKinds)[number], Partial<GivenAdequacyChange>>> = {
      ended: { endsOn },
      suspended: { from },
      amended: { from, endsOn },
      new_place: newPlace,
    };
    const days = adequacyChangeKinds.map((kind) => {
      const change = given({ ...sound[kind], kind });
      return [changeProblems(change, []).length, effectiveFrom(change)];
    });
    expect(days).toEqual([
      [0, '2027-01-01'],
      [0, '2026-07-01'],
      [0, '2026-07-01'],
      [0, '2026-07-01'],
    ]);
  });
});
