import { canonicalLanguage } from './language.js';
import { entriesNaming, folded, isFor, keyOf, keysOf, saysNothing, type FlowRecipient } from './naming.js';

const vendor: FlowRecipient = { vendorId: 'v1', names: [], categories: ['PAYMENTS', 'OTHER'] };
const entry = (vendorId: string | null, category: string | null = null, name: string | null = null) => ({
  ...{ vendorId, category, name },
});

describe('a recipient', () => {
  it.each([
    ['by itself', entry('v1'), vendor, true],
    ['not by another', entry('v2'), vendor, false],
    ['by one of its categories, in any writing', entry(null, 'payments'), vendor, true],
    ['not by another category', entry(null, 'LOGISTICS'), vendor, false],
    ['not by the name of another of its category', entry(null, 'PAYMENTS', 'Other Pay'), vendor, false],
    ['by its name', entry(null, 'Printers', 'Müller & Co.'), { ...vendor, names: ['MULLER  CO'] }, true],
    ['not by a category that says nothing', entry(null, 'OTHER', null), vendor, false],
    [
      'by the free words for it',
      entry(null, 'Print shops'),
      { ...vendor, categories: ['print  shops'] },
      true,
    ],
  ])('is named %s', (_how, named, recipient, is) => {
    expect(entriesNaming([named], recipient)).toEqual(is ? [named] : []);
  });

  it('has a key for each way in which it can be named, and an entry the most exact', () => {
    expect(keysOf({ vendorId: null, names: ['Acme'], categories: ['CLOUD_PROVIDER'] })).toEqual([
      'name:acme',
      'category:cloud provider',
    ]);
    expect(keyOf(entry(null, 'CLOUD_PROVIDER', 'Acme'))).toBe('name:acme');
    expect(keyOf(entry(null, 'CLOUD_PROVIDER'))).toBe('category:cloud provider');
  });

  it('keeps what folding would leave nothing of', () => {
    expect([folded('!!!'), folded('東京 Pay'), saysNothing('Other.')]).toEqual(['!!!', '東京 pay', true]);
  });
});

describe('a notice', () => {
  it('is for a group when it names it, or the whole of which it is a part, and not the other way round', () => {
    expect(isFor(['CUSTOMERS'], 'CUSTOMERS.PREMIUM')).toBe(true);
    expect(isFor(['CUSTOMERS.PREMIUM'], 'CUSTOMERS')).toBe(false);
    expect(isFor(['SUBSCRIBERS'], 'CUSTOMERS')).toBe(false);
  });

  it.each([
    ['EN', 'en'],
    ['de-at', 'de-AT'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['english', null],
    ['e', null],
    ['en_GB', null],
    ['en-', null],
  ])('in the language %s is in %s', (tag, canonical) => {
    expect(canonicalLanguage(tag)).toBe(canonical);
  });
});
