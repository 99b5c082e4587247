import { candidatesFor, duplicateReasonsFor, keysOf, newKeys } from './duplicates.js';
import { nothingKnown, proposed, type NewVendor } from './vendor.js';

const acme = {
  name: 'Acme',
  legalName: 'Acme Analytics BV',
  country: 'NL',
  lei: null,
  domains: ['acme.example'],
};
const made = (id: string) => ({ id, createdAt: new Date(0), createdBy: null });
const vendor = (id: string, fields: NewVendor) => proposed(made(id), fields);
const reasons = (one: NewVendor, other: NewVendor) =>
  duplicateReasonsFor(keysOf({ ...nothingKnown, ...one }), keysOf({ ...nothingKnown, ...other }));

describe('two vendors', () => {
  it.each([
    ['nothing in common', { name: 'Bolt' }, []],
    ['the same name', { name: 'ÁCME', country: 'NL' }, ['same_name']],
    ['the legal name as the name', { name: 'Acme Analytics B.V.' }, ['same_name']],
    ['the same name in another country', { name: 'Acme', country: 'BE' }, []],
    [
      'a domain in common',
      { name: 'Bolt', country: 'BE', domains: ['x.test', 'acme.example'] },
      ['shared_domain'],
    ],
    ['a name that looks the same, wherever', { name: '\u0410cme', country: 'BE' }, ['look_alike_name']],
  ])('with %s', (_case, other, expected) => {
    expect(reasons(acme, other)).toEqual(expected);
    expect(reasons(other, acme)).toEqual(expected);
  });

  it('with the same LEI are one, without any they are not', () => {
    const lei = '5493001KJTIIGC8Y1R12';
    expect(reasons({ name: 'A', lei }, { name: 'B', lei })).toEqual(['same_lei']);
    expect(reasons({ name: 'A' }, { name: 'B' })).toEqual([]);
  });
});

describe('candidates', () => {
  it('are those with a reason, the most reasons first', () => {
    const others = [
      vendor('1', { name: 'Acme' }),
      vendor('2', { name: 'Bolt' }),
      vendor('3', { name: 'ACME', domains: ['acme.example'] }),
    ];
    expect(candidatesFor(keysOf({ ...nothingKnown, ...acme }), others)).toEqual([
      { id: '3', name: 'ACME', reasons: ['shared_domain', 'same_name'] },
      { id: '1', name: 'Acme', reasons: ['same_name'] },
    ]);
  });
});

describe('the keys that a change brings', () => {
  const before = keysOf({ ...nothingKnown, ...acme });
  it('are none when nothing changes', () => {
    expect(newKeys(before, before)).toEqual({
      lei: null,
      country: 'NL',
      domains: [],
      foldedNames: [],
      skeletons: [],
    });
  });
  it('are the new ones only', () => {
    const after = keysOf({
      ...nothingKnown,
      ...acme,
      name: 'Bolt',
      domains: ['acme.example', 'bolt.example'],
    });
    expect(newKeys(before, after)).toMatchObject({ domains: ['bolt.example'], foldedNames: ['bolt'] });
  });
  it('are all names again in another country', () => {
    const after = keysOf({ ...nothingKnown, ...acme, country: 'BE' });
    expect(newKeys(before, after)).toMatchObject({ foldedNames: ['acme', 'acme analytics bv'], domains: [] });
  });
});
