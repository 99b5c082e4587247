import { concerns, confirmation, ended, type Concern, type SubscriptionRow } from './subscription.js';

const now = new Date('2026-06-01T08:00:00Z');
const row: SubscriptionRow = {
  ...{ id: 'one', revision: 1, kind: 'mail', status: 'pending', email: 'kim@home.example', url: null },
  ...{ language: 'en', legalEntityId: null, confirmUntil: new Date('2026-06-01T08:00:01Z') },
  ...{ confirmedAt: null, endedAt: null, endedBecause: null, createdAt: now },
  ...{ audience: 'customers', vendorId: null },
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

  const about: Concern = { legalEntityId: 'shop', groups: ['CUSTOMERS'], vendorId: 'acme' };
  it.each([
    ['all that is of customers', {}, {}, true],
    ['one company of ours', { legalEntityId: 'shop' }, {}, true],
    ['another company of ours', { legalEntityId: 'bank' }, {}, false],
    ['one recipient', { vendorId: 'acme' }, {}, true],
    ['another recipient', { vendorId: 'other' }, {}, false],
    ['one recipient, where it is not named', { vendorId: 'acme' }, { vendorId: null }, false],
    ['customers, of what is of employees', {}, { groups: ['EMPLOYEES', 'APPLICANTS'] }, false],
    ['customers, of what is of both', {}, { groups: ['EMPLOYEES', 'VISITORS'] }, true],
    ['customers, of a part of employees of our own', {}, { groups: ['EMPLOYEES.DRIVERS'] }, false],
    ['customers, of what says nothing', {}, { groups: [] }, true],
    ['employees, of what is of customers', { audience: 'employees' as const }, {}, false],
    ['employees, of what is theirs', { audience: 'employees' as const }, { groups: ['APPLICANTS'] }, true],
    ['everybody, of employees', { audience: 'everybody' as const }, { groups: ['EMPLOYEES'] }, true],
  ])('that asks for %s', (_case, wanted, change, heard) => {
    expect(concerns({ ...row, ...wanted }, { ...about, ...change })).toBe(heard);
  });
});
