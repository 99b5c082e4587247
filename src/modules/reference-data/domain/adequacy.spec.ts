import { DomainError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import { evaluateAdequacy, type AdequacyQuestion } from './adequacy.js';
import { listOf } from './catalogue.js';
import { countryCodes } from './country-codes.js';
import type { DpfListing } from './dpf-listing.js';

const ask = (from: string, to: string, on = '2026-11-23', more: Partial<AdequacyQuestion> = {}) =>
  evaluateAdequacy({ from, to, on: localDate(on), ...more }, []);

describe('adequacy of a country', () => {
  it.each([
    ['inside the EEA there is no transfer', 'DE FR', '2026-11-23', 'true'],
    ['inside the EEA there is no transfer, to EFTA', 'DE NO', '2026-11-23', 'true'],
    ['inside one country there is no transfer, whatever its law', 'US US', '2026-11-23', 'true'],
    ['an outermost region is inside the EEA', 'DE RE', '2026-11-23', 'true'],
    ['Croatia was outside before it joined', 'DE HR', '2013-06-30', 'false'],
    ['Brazil for Germany on the day of adoption', 'DE BR', '2026-01-26', 'true by EU_BR'],
    ['Brazil for Germany a day too early', 'DE BR', '2026-01-25', 'false'],
    ['Brazil for the United Kingdom', 'GB BR', '2026-11-23', 'false'],
    ['Brazil for Norway', 'NO BR', '2026-01-26', 'unknown by EU_BR'],
    ['Brazil for Norway before the EU decided', 'NO BR', '2026-01-25', 'false'],
    ['Switzerland for Norway, through the EEA Agreement', 'NO CH', '2026-11-23', 'true by EU_CH'],
    ['the United Kingdom for Germany', 'DE GB', '2026-11-23', 'true by EU_GB'],
    ['the United Kingdom on the last day of its decision', 'DE GB', '2031-12-27', 'true by EU_GB'],
    ['the United Kingdom on the day after', 'DE GB', '2031-12-28', 'false'],
    ['the United Kingdom as a member', 'DE GB', '2019-06-01', 'true'],
    ['the United Kingdom in its transition', 'DE GB', '2020-12-31', 'true'],
    ['the United Kingdom between transition and decision', 'DE GB', '2021-03-01', 'true'],
    ['Gibraltar for Germany, which the UK decision does not cover', 'DE GI', '2026-11-23', 'false'],
    ['Gibraltar for the United Kingdom', 'GB GI', '2026-11-23', 'true by UK_GI'],
    ['Germany for the United Kingdom', 'GB DE', '2026-11-23', 'true by UK_EEA'],
    ['Germany for the United Kingdom in its transition', 'GB DE', '2020-12-31', 'true'],
    ['New Zealand for the United Kingdom', 'GB NZ', '2026-11-23', 'true by UK_EU_LEGACY'],
    ['Germany for Switzerland', 'CH DE', '2026-11-23', 'true by CH_ANNEX1'],
    ['Monaco for Switzerland', 'CH MC', '2026-11-23', 'true by CH_ANNEX1'],
    ['Monaco for Germany', 'DE MC', '2026-11-23', 'false'],
    ['Korea for Switzerland, which is not in Annex 1', 'CH KR', '2026-11-23', 'false'],
    ['Germany for Switzerland before Annex 1', 'CH DE', '2023-08-31', 'unknown'],
    ['India for Germany', 'DE IN', '2026-11-23', 'false'],
    ['Germany for the United States, whose law is not recorded', 'US DE', '2026-11-23', 'unknown'],
    ['the European Patent Organisation for Germany', 'DE EPO', '2026-11-23', 'true by EU_EPO'],
    ['the European Patent Organisation for the United Kingdom', 'GB EPO', '2026-11-23', 'false'],
    ['the European Patent Organisation for Switzerland', 'CH EPO', '2026-11-23', 'false'],
  ])('%s', (_case, route, on, expected) => {
    const [from = '', to = ''] = route.split(' ');
    const { adequate, decision } = ask(from, to, on);
    expect(`${String(adequate)}${decision === null ? '' : ` by ${decision}`}`).toBe(expected);
  });
  it('says what it rests on', () => {
    expect(ask('DE', 'BR', '2026-01-26')).toEqual({
      adequate: true,
      decision: 'EU_BR',
      conditions: [],
      source: 'GDPR Art. 45, (EU) 2026/179, from 2026-01-26, published 2026-01-28',
      regime: 'EU',
      reason: 'EU_BR covers Brazil',
      confidence: 'V',
    });
  });
  it('says that no law restricts the transfer', () => {
    expect(ask('DE', 'FR')).toEqual({
      adequate: true,
      decision: null,
      conditions: [],
      source: 'GDPR Art. 44',
      regime: 'EU',
      reason: 'no restricted transfer',
      confidence: null,
    });
  });
  it.each([
    ['DE', 'BR', '2026-01-25', 'EU_BR starts on 2026-01-26'],
    ['DE', 'GB', '2031-12-28', 'EU_GB ended on 2031-12-27'],
    ['DE', 'IN', '2026-11-23', 'no adequacy decision recorded for India'],
    ['GB', 'BR', '2026-11-23', 'Brazil: no UK regulation found'],
    ['CH', 'EPO', '2026-11-23', 'no adequacy decision recorded for EPO'],
    ['NO', 'BR', '2026-11-23', 'The decision of the EEA Joint Committee was still a draft on 2026-05-06'],
    ['US', 'DE', '2026-11-23', 'no rule recorded for exporters in United States'],
    ['CH', 'DE', '2023-08-31', 'no rule recorded for exporters in Switzerland on 2023-08-31'],
  ])('from %s to %s on %s says: %s', (from, to, on, reason) => {
    expect(ask(from, to, on).reason).toBe(reason);
  });
  it('cites the list in which no decision was found', () => {
    expect(ask('DE', 'IN').source).toBe('adequacy_eu 1.0.0, checked 2026-11-23');
  });
  it('keeps the conditions of a decision for a whole country', () => {
    expect(ask('DE', 'IL')).toMatchObject({
      adequate: true,
      conditions: [expect.any(String), expect.any(String)],
    });
  });
  it('marks what is from memory', () => {
    expect([ask('DE', 'GB').confidence, ask('DE', 'NZ').confidence]).toEqual(['V', 'M']);
  });
});

describe('the law of the exporter', () => {
  it.each([
    ['DE', '2026-11-23', 'EU'],
    ['HR', '2013-07-01', 'EU'],
    ['NO', '2026-11-23', 'EEA_EFTA'],
    ['GB', '2020-12-31', 'EU'],
    ['GB', '2021-01-01', 'UK'],
    ['CH', '2026-11-23', 'CH'],
    ['JE', '2026-11-23', 'OTHER'],
    ['BR', '2026-11-23', 'OTHER'],
  ])('in %s on %s is %s', (from, on, regime) => {
    expect(ask(from, 'IN', on).regime).toBe(regime);
  });
  it('gives a yes to an exporter without recorded rules only inside its own country', () => {
    const answers = countryCodes.map((to) => [to, ask('BR', to).adequate] as const);
    expect(answers.filter(([, adequate]) => adequate !== 'unknown')).toEqual([['BR', true]]);
  });
});

describe('adequacy of a sector', () => {
  it.each([
    ['DE', 'CA', 'EU_CA'],
    ['DE', 'JP', 'EU_JP'],
    ['DE', 'KR', 'EU_KR'],
    ['NO', 'JP', 'EU_JP'],
    ['GB', 'CA', 'UK_EU_LEGACY'],
    ['GB', 'KR', 'UK_KR'],
    ['CH', 'CA', 'CH_ANNEX1'],
  ])('from %s to %s turns on the recipient under %s', (from, to, decision) => {
    const open = ask(from, to);
    expect(open).toMatchObject({ adequate: 'unknown', decision });
    expect(open.conditions.length).toBeGreaterThan(0);
    expect(ask(from, to, '2026-11-23', { organisation: { sectorConfirmed: true } }).adequate).toBe(true);
    expect(ask(from, to, '2026-11-23', { organisation: { sectorConfirmed: false } }).adequate).toBe(false);
  });
});

const active: DpfListing = {
  status: 'ACTIVE',
  frameworks: ['EU_US', 'UK_EXTENSION', 'SWISS_US'],
  coveredData: ['HR', 'NON_HR'],
  nextCertificationDue: localDate('2027-03-01'),
};

describe('adequacy of a listed organisation in the United States', () => {
  it('is unknown without facts about the recipient, and names the condition', () => {
    const answer = ask('DE', 'US');
    expect(answer).toMatchObject({ adequate: 'unknown', decision: 'EU_US_DPF' });
    expect(answer.conditions[0]).toContain('ACTIVE');
    expect(answer.reason).toBe(
      'it depends on the recipient, not on the country: record its listing for EU_US',
    );
  });
  it.each([
    ['EU', 'DE', 'EU_US_DPF'],
    ['EEA-EFTA', 'NO', 'EU_US_DPF'],
    ['UK', 'GB', 'UK_US'],
    ['Swiss', 'CH', 'CH_US'],
  ])('is true for an active listing and a %s exporter', (_regime, from, decision) => {
    expect(ask(from, 'US', '2026-11-23', { dataClass: 'HR', organisation: { dpf: active } })).toMatchObject({
      adequate: true,
      decision,
    });
  });
  it.each<[string, Partial<DpfListing>, string]>([
    ['is not active', { status: 'INACTIVE' }, 'the listing is not active'],
    ['is for another framework', { frameworks: ['SWISS_US'] }, 'the listing is not for EU_US'],
    ['covers the other class of data', { coveredData: ['NON_HR'] }, 'the listing does not cover HR data'],
    [
      'has lapsed',
      { nextCertificationDue: localDate('2026-11-22') },
      'the certification lapsed after 2026-11-22',
    ],
    [
      'fails in every way',
      { status: 'INACTIVE', frameworks: [], coveredData: [], nextCertificationDue: localDate('2026-01-01') },
      'the listing is not active; the listing is not for EU_US; the listing does not cover HR data; the certification lapsed after 2026-01-01',
    ],
  ])('is false when the listing %s', (_case, change, reason) => {
    const organisation = { dpf: { ...active, ...change } };
    expect(ask('DE', 'US', '2026-11-23', { dataClass: 'HR', organisation })).toMatchObject({
      adequate: false,
      reason,
    });
  });
  it('lasts through the day on which the certification is due, and stands without that day', () => {
    const due = (nextCertificationDue: DpfListing['nextCertificationDue']) =>
      ask('DE', 'US', '2026-11-23', {
        dataClass: 'NON_HR',
        organisation: { dpf: { ...active, nextCertificationDue } },
      }).adequate;
    expect([due(localDate('2026-11-23')), due(null)]).toEqual([true, true]);
  });
  it('without a class of data is true only for a listing that covers both', () => {
    const covering = (coveredData: DpfListing['coveredData']) =>
      ask('DE', 'US', '2026-11-23', { organisation: { dpf: { ...active, coveredData } } }).adequate;
    expect([covering(['HR', 'NON_HR']), covering(['HR']), covering([])]).toEqual([true, 'unknown', false]);
  });
  it('does not exist before the decision', () => {
    expect(ask('DE', 'US', '2023-07-09', { organisation: { dpf: active } })).toMatchObject({
      adequate: false,
      decision: null,
    });
    expect(ask('GB', 'US', '2023-10-11', { organisation: { dpf: active } }).adequate).toBe(false);
    expect(ask('CH', 'US', '2024-09-14', { organisation: { dpf: active } }).adequate).toBe(false);
  });
});

describe('a place that is not a country', () => {
  const codeOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
    return 'nothing was refused';
  };
  it.each([
    ['an unknown exporter', 'UK', 'DE', 'country.unknown'],
    ['an unknown importer', 'DE', 'usa', 'country.unknown'],
    ['a former exporter', 'YU', 'DE', 'country.withdrawn'],
    ['a former importer', 'DE', 'AN', 'country.withdrawn'],
    ['an organisation as exporter', 'EPO', 'DE', 'country.unknown'],
  ])('is refused: %s', (_case, from, to, code) => {
    expect(codeOf(() => ask(from, to))).toBe(code);
  });
});

describe('every pair of countries', () => {
  const conditional = new Set(['CA', 'JP', 'KR', 'US']);

  it('has a yes from Germany only inside the EEA or under a decision in force', () => {
    const yes = countryCodes.filter(
      (to) => ask('DE', to).adequate === true && ask('DE', to).decision !== null,
    );
    const decided = listOf('adequacy_eu')
      .items.flatMap(({ places }) => places.map(({ place }) => place))
      .filter((place) => place !== 'EPO' && !conditional.has(place));
    expect(yes).toEqual(decided.sort());
  });
  it('never has a yes for whom the rules are unknown', () => {
    for (const to of conditional) expect(ask('DE', to).adequate).toBe('unknown');
  });
});
