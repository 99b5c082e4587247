import { localDate } from '../../../shared/local-date.js';
import { covers, dayProblems, holdProblems, stateOf, type LegalHold, type PlacedHold } from './legal-hold.js';

const today = localDate('2026-11-26');
const yesterday = localDate('2026-11-25');
const hold: LegalHold = {
  ...{ id: 'h', revision: 1, subjectKind: 'vendor', personKind: null, subjectId: 'v1' },
  ...{ reason: 'Claims.', reference: 'Case 1', until: null, ownerId: 'u', placedById: 'u' },
  ...{
    placedAt: new Date('2026-11-01T00:00:00Z'),
    releasedById: null,
    releasedAt: null,
    releaseReason: null,
  },
};

describe('a legal hold', () => {
  it.each([
    ['without a last day', {}, 'standing'],
    ['on its last day', { until: today }, 'standing'],
    ['after its last day', { until: yesterday }, 'lapsed'],
    ['that was released before its last day', { until: today, releasedAt: new Date(0) }, 'released'],
    ['that was released, after its last day', { until: yesterday, releasedAt: new Date(0) }, 'released'],
  ] as const)('%s', (_case, fields, expected) => {
    expect(stateOf({ ...hold, ...fields }, today)).toBe(expected);
  });

  const contact = { kind: 'vendor_contact', id: 'p1' };
  const onVendor = { subjectKind: 'vendor', personKind: null, subjectId: 'v1', vendorIds: ['v1'] } as const;
  const onIncident = {
    ...onVendor,
    subjectKind: 'incident',
    subjectId: 'i1',
    vendorIds: ['v1', 'v2'],
  } as const;
  const onPerson = {
    subjectKind: 'person',
    personKind: 'vendor_contact',
    subjectId: 'p1',
    vendorIds: [],
  } as const;
  const onAll = { subjectKind: 'everything', personKind: null, subjectId: null, vendorIds: [] } as const;
  it.each([
    ['a vendor covers a document of it', onVendor, { vendorIds: ['v1'] }, true],
    ['a vendor covers its people', onVendor, { vendorIds: ['v1'], person: contact }, true],
    ['a vendor does not cover what is of another', onVendor, { vendorIds: ['v2'], person: contact }, false],
    ['a vendor does not cover what is of none', onVendor, { vendorIds: [] }, false],
    ['an incident covers every vendor in it', onIncident, { vendorIds: ['v2'] }, true],
    ['an incident does not cover who is not in it', onIncident, { vendorIds: ['v3'] }, false],
    ['a person covers that person', onPerson, { vendorIds: ['v9'], person: contact }, true],
    [
      'a person does not cover another kind',
      onPerson,
      { vendorIds: [], person: { ...contact, kind: 'user' } },
      false,
    ],
    [
      'a person does not cover another one',
      onPerson,
      { vendorIds: [], person: { ...contact, id: 'p2' } },
      false,
    ],
    ['a person does not cover documents', onPerson, { vendorIds: ['v9'] }, false],
    ['a vendor covers what may tell of anybody', onVendor, { vendorIds: [], ofAnybody: true }, true],
    ['a person covers what may tell of anybody', onPerson, { vendorIds: [], ofAnybody: true }, true],
    ['everything covers what is of nobody', onAll, { vendorIds: [] }, true],
    ['everything covers people of ours', onAll, { vendorIds: [], person: { kind: 'user', id: 'u' } }, true],
  ])('on %s', (_case, reach, subject, expected) => {
    expect(covers(reach, subject)).toBe(expected);
  });

  const placed: PlacedHold = { ...hold };
  it.each([
    ['as it should be', {}, []],
    ['on everything that names something', { subjectKind: 'everything' }, ['/subjectId superfluous']],
    ['on a vendor that it does not name', { subjectId: null }, ['/subjectId missing']],
    ['on a person of no kind', { subjectKind: 'person' }, ['/personKind missing']],
    ['on a vendor with a kind of person', { personKind: 'user' }, ['/personKind superfluous']],
    ['until a day that is over', { until: yesterday }, ['/until in_past']],
    [
      'wrong in every way',
      { subjectId: null, personKind: 'user', until: yesterday },
      ['/subjectId missing', '/personKind superfluous', '/until in_past'],
    ],
  ] as const)('%s: every problem is named', (_case, fields, expected) => {
    const problems = holdProblems({ ...placed, ...fields }, today);
    expect(problems.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  it('may end today', () => {
    expect(dayProblems({ until: today }, today)).toEqual([]);
  });
});
