import { dataCategoryOfTcf, purposesOfTcf, specialPurposesOfTcf } from './tcf-codes.js';

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('numbers of a Global Vendor List', () => {
  it('have our purposes and data categories beside them, each one', () => {
    expect(upTo(11).map((number) => purposesOfTcf(number).join())).toEqual([
      ...[
        'DEVICE_STORAGE_ACCESS',
        'CONTEXTUAL_ADVERTISING',
        'ADVERTISING_PROFILES',
        'PERSONALISED_ADVERTISING',
      ],
      ...['CONTENT_PROFILES', 'CONTENT_PERSONALISATION', 'ADVERTISING_MEASUREMENT', 'USAGE_ANALYTICS'],
      ...['AUDIENCE_STATISTICS', 'PRODUCT_IMPROVEMENT', 'CONTENT_PERSONALISATION'],
    ]);
    expect(upTo(11).map(dataCategoryOfTcf)).toEqual([
      ...['IP_ADDRESS', 'DEVICE_CHARACTERISTICS', 'DEVICE_IDENTIFIER', 'PROBABILISTIC_IDENTIFIER'],
      ...['ACCOUNT_DERIVED_IDENTIFIER', 'BROWSING_BEHAVIOUR', 'USER_PROVIDED_DATA', 'APPROXIMATE_LOCATION'],
      ...['PRECISE_LOCATION', 'BEHAVIOURAL_PROFILE', 'PRIVACY_CHOICES'],
    ]);
    expect(specialPurposesOfTcf(1)).toEqual(['FRAUD_PREVENTION']);
  });

  it('mean nothing of ours where we have nothing like it', () => {
    expect([purposesOfTcf(12), dataCategoryOfTcf(12), specialPurposesOfTcf(3)]).toEqual([[], null, []]);
  });
});
