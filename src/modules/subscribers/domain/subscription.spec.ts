import { confirmation, ended, type SubscriptionRow } from './subscription.js';

const now = new Date('2026-06-01T08:00:00Z');
const row: SubscriptionRow = {
  ...{ id: 'one', revision: 1, kind: 'mail', status: 'pending', email: 'kim@home.example', url: null },
  ...{ language: 'en', legalEntityId: null, confirmUntil: new Date('2026-06-01T08:00:01Z') },
  ...{ confirmedAt: null, endedAt: null, endedBecause: null, createdAt: now },
  ...{ salt: Buffer.of(1), confirmHash: Buffer.of(2), secretSealed: null },
};

describe('a subscription', () => {
  it('can be confirmed until its moment has come, and stays confirmed', () => {
    expect(confirmation(row, now)).toBe('open');
    expect(confirmation({ ...row, confirmUntil: now }, now)).toBe('over');
    expect(confirmation({ ...row, status: 'active' }, new Date('2030-01-01'))).toBe('done');
    expect(confirmation({ ...row, status: 'ended' }, now)).toBe('over');
  });

  it('that ends keeps nothing that leads to a person', () => {
    expect(ended(row, 'asked', now)).toEqual({
      ...{ ...row, status: 'ended', endedAt: now, endedBecause: 'asked' },
      ...{ email: null, url: null, salt: null, confirmHash: null, secretSealed: null },
    });
  });
});
