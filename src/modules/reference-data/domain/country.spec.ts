import { DomainError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import { listOf } from './catalogue.js';
import {
  countryFromText,
  countryName,
  eeaPeriod,
  formerCountryFromText,
  isCountry,
  isEea,
  requireCountry,
} from './country.js';
import { countryCodes } from './country-codes.js';

const today = localDate('2026-11-23');
const refusal = (act: () => unknown): Pick<DomainError, 'kind' | 'code' | 'message'> => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return { kind: error.kind, code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a country', () => {
  it.each([
    ['DE', '2026-11-23', true],
    ['XK', '2026-11-23', true],
    ['de', '2026-11-23', false],
    ['UK', '2026-11-23', false],
    ['EU', '2026-11-23', false],
    ['ZZ', '2026-11-23', false],
    ['', '2026-11-23', false],
    ['YU', '2026-11-23', false],
    ['YU', '2003-07-23', true],
    ['YU', '2003-07-24', false],
  ])('%s on %s: %s', (code, on, expected) => {
    expect(isCountry(code, localDate(on))).toBe(expected);
  });
  it.each(['AN', 'BU', 'CS', 'DD', 'SU', 'TP', 'YU', 'ZR'])(
    '%s is no longer in use but keeps its name',
    (code) => {
      expect(isCountry(code, today)).toBe(false);
      expect(countryName(code)).not.toBe('');
    },
  );
  it('that no longer exists is refused by name, with the codes of today', () => {
    expect(refusal(() => requireCountry('CS', today))).toEqual({
      kind: 'invalid',
      code: 'country.withdrawn',
      message: 'CS (Serbia and Montenegro) ended on 2006-09-26; codes of today: ME, RS',
    });
  });
  it('that is not in ISO 3166-1 is refused, also when only its name is asked for', () => {
    expect(refusal(() => requireCountry('UK', today)).code).toBe('country.unknown');
    expect(refusal(() => countryName('')).code).toBe('country.unknown');
  });
  it('has a name', () => {
    expect([countryName('CZ'), countryName('GB'), countryName('KR')]).toEqual([
      'Czechia',
      'United Kingdom',
      'South Korea',
    ]);
  });
  it('that was withdrawn has successors in use', () => {
    const withdrawn = listOf('country').items.filter(({ validTo }) => validTo !== undefined);
    const successors = withdrawn.flatMap((country) => country.successors ?? ['']);
    expect(withdrawn).toHaveLength(8);
    expect(successors.filter((code) => !isCountry(code, today))).toEqual([]);
  });
});

describe('the country that a text names', () => {
  it.each([
    ['United States', 'US'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['united states of america', 'US'],
    ['US', 'US'],
    ['UK', 'GB'],
    ['Great Britain', 'GB'],
    ['England', 'GB'],
    ['Czech Republic', 'CZ'],
    ['the Netherlands', 'NL'],
    [' NETHERLANDS. ', 'NL'],
    ['Turkey', 'TR'],
    ['Turkiye', 'TR'],
    ['Österreich', 'AT'],
    ["Cote d'Ivoire", 'CI'],
    ['Viet Nam', 'VN'],
    ['Vietnam', 'VN'],
    ['Korea, Republic of', 'KR'],
    ['St. Kitts & Nevis', 'KN'],
    ['Russia', 'RU'],
    ['Hong Kong', 'HK'],
    ['Tu\u0308rkiye', 'TR'],
    ['日本', 'JP'],
    ['Curaçao', 'CW'],
  ])('%j is %s', (text, code) => {
    expect(countryFromText(text)).toBe(code);
  });
  it.each([
    '',
    'CA',
    'IL',
    'DE',
    'IN',
    'GA',
    'CA 94105',
    'San Francisco',
    'Not specified',
    'New Mexico',
    'EU',
  ])('is not guessed from %j', (text) => {
    expect(countryFromText(text)).toBeNull();
  });
  it.each(['Georgia', 'Congo', 'Korea', 'Virgin Islands', 'Saint Martin', 'St. Martin'])(
    'is not guessed from %j, which could mean two',
    (text) => {
      expect(countryFromText(text)).toBeNull();
    },
  );
  it('is found under every name of ours that is not ambiguous', () => {
    const missing = countryCodes.filter((code) => countryFromText(countryName(code)) !== code);
    expect(missing).toEqual(['GE']);
  });
  it('is the same whichever of its aliases is used', () => {
    const astray = listOf('country')
      .items.filter(({ validTo }) => validTo === undefined)
      .flatMap(({ code, aliases }) => aliases.map((alias) => [alias, countryFromText(alias), code]))
      .filter(([, found, expected]) => found !== expected);
    expect(astray).toEqual([]);
  });
  it('may be one that no longer exists, which only the question for former ones finds', () => {
    expect(countryFromText('Yugoslavia')).toBeNull();
    expect(formerCountryFromText('yugoslavia')).toBe('YU');
    expect(formerCountryFromText('U.S.S.R.')).toBe('SU');
    expect(formerCountryFromText('Germany')).toBeNull();
  });
});

describe('the EEA', () => {
  it('has 27 members of the Union with their parts, and three of EFTA', () => {
    const inside = countryCodes.filter((code) => isEea(code, today));
    const group = (name: string) => inside.filter((code) => eeaPeriod(code, today)?.group === name);
    expect(group('EEA_EFTA')).toEqual(['IS', 'LI', 'NO']);
    expect(group('EU').filter((code) => !['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT'].includes(code))).toEqual(
      'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
    );
  });
  it.each([
    ['HR', '2013-06-30', false],
    ['HR', '2013-07-01', true],
    ['GB', '2020-01-31', true],
    ['GB', '2020-12-31', true],
    ['GB', '2021-01-01', false],
    ['CH', '2026-11-23', false],
    ['RE', '2026-11-23', true],
    ['GL', '2026-11-23', false],
    ['ZZ', '2026-11-23', false],
  ])('%s on %s: %s', (code, on, expected) => {
    expect(isEea(code, localDate(on))).toBe(expected);
  });
  it.each([
    ['2020-01-31', 'MEMBER'],
    ['2020-02-01', 'TRANSITION'],
    ['2021-01-01', 'BRIDGE'],
    ['2021-06-30', 'BRIDGE'],
    ['2021-07-01', undefined],
  ])('lets the United Kingdom go by steps: %s is %s', (on, status) => {
    expect(eeaPeriod('GB', localDate(on))?.status).toBe(status);
  });
  it('never counts a place twice on one day', () => {
    for (const { eea } of listOf('country').items) {
      for (const [index, { to = '9999-12-31' }] of eea.entries()) {
        expect(eea.slice(index + 1).every(({ from }) => to < from)).toBe(true);
      }
    }
  });
});
