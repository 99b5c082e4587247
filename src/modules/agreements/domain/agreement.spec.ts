import { anAgreement } from '../../../../test/support/agreement.js';
import { localDate } from '../../../shared/local-date.js';
import { canMove, unreachableFrom } from '../../../shared/state-machine.js';
import { unmetForMove } from './agreement-policy.js';
import { agreementLifecycle, agreementStatuses, isInForce, isSettled, type Agreement } from './agreement.js';
import { clauseCheck, clausesAskedFor, layOutClauses, relaidClauses, withFindings } from './clause-check.js';

const day = localDate;
const governs = (kind: Agreement['kind'], coversCcpa = false) => ({ kind, coversCcpa });

const agreement = (terms: Partial<Agreement>) =>
  anAgreement({
    clauses: layOutClauses(
      governs('data_processing'),
      clausesAskedFor(governs('data_processing')).map((code) => ({ code, status: 'PRESENT' })),
      'p1',
    ),
    ...terms,
  });

describe('the life of an agreement', () => {
  it('reaches every state from a draft, and ends twice', () => {
    expect(unreachableFrom(agreementLifecycle, 'draft')).toEqual([]);
    expect(agreementStatuses.filter((status) => agreementLifecycle[status].length === 0)).toEqual([
      'expired',
      'terminated',
    ]);
  });

  it('allows exactly these steps', () => {
    const steps = agreementStatuses.flatMap((from) =>
      agreementStatuses.filter((to) => canMove(agreementLifecycle, from, to)).map((to) => `${from} > ${to}`),
    );
    expect(steps).toEqual([
      'draft > in_review',
      'in_review > draft',
      'in_review > signed',
      'signed > in_force',
      'signed > terminated',
      'in_force > suspended',
      'in_force > expired',
      'in_force > terminated',
      'suspended > in_force',
      'suspended > expired',
      'suspended > terminated',
    ]);
  });

  it('is settled from its signature on', () => {
    expect(agreementStatuses.filter((status) => isSettled(agreement({ status })))).toEqual([
      'signed',
      'in_force',
      'suspended',
      'expired',
      'terminated',
    ]);
  });
});

describe('an agreement is in force', () => {
  const terms = { effectiveFrom: day('2026-01-01'), effectiveTo: day('2026-12-31') };
  it.each([
    ['from its first day', {}, '2026-01-01', true],
    ['not a day earlier', {}, '2025-12-31', false],
    ['to its last day', {}, '2026-12-31', true],
    ['not a day later', {}, '2027-01-01', false],
    ['later when it renews itself', { autoRenewal: true }, '2027-01-01', true],
    ['without end when it has none', { effectiveTo: null }, '2099-01-01', true],
    ['never without a first day', { effectiveFrom: null }, '2026-06-01', false],
    ['not while it is suspended', { status: 'suspended' as const }, '2026-06-01', false],
  ])('%s', (_case, change, on, expected) => {
    expect(isInForce(agreement({ ...terms, ...change }), day(on))).toBe(expected);
  });
});

describe('clauses', () => {
  it('are laid out whole for a processing contract: the nine of the preamble and the eleven duties', () => {
    const clauses = layOutClauses(governs('data_processing'), [], 'p1');
    expect(clauses).toHaveLength(20);
    expect(new Set(clauses.map(({ status }) => status))).toEqual(new Set(['NOT_REVIEWED']));
    expect(clauses.map(({ code }) => code)).toEqual(clausesAskedFor(governs('data_processing')));
  });

  it.each([
    ['joint_controllership', 5],
    ['controller_to_controller', 13],
    ['other', 0],
  ] as const)('of a %s agreement are %i', (kind, count) => {
    expect(layOutClauses(governs(kind), [], null)).toHaveLength(count);
    expect(layOutClauses(governs(kind, true), [], null)).toHaveLength(count + 11);
  });

  it('keep what was found and who found it, when others are judged later', () => {
    const first = layOutClauses(
      governs('joint_controllership'),
      [{ code: 'A26_ROLES', status: 'PRESENT' }],
      'p1',
    );
    const second = withFindings(
      first,
      [
        { code: 'A26_ROLES', status: 'PRESENT' },
        { code: 'A26_ESSENCE', status: 'MISSING', note: 'not published' },
      ],
      'p2',
    );
    expect(second.filter(({ reviewedById }) => reviewedById !== null)).toEqual([
      { code: 'A26_ROLES', status: 'PRESENT', note: null, reviewedById: 'p1' },
      { code: 'A26_ESSENCE', status: 'MISSING', note: 'not published', reviewedById: 'p2' },
    ]);
  });

  it('go back to unreviewed without a reviewer', () => {
    const found = layOutClauses(
      governs('joint_controllership'),
      [{ code: 'A26_ROLES', status: 'PRESENT' }],
      'p1',
    );
    const undone = withFindings(found, [{ code: 'A26_ROLES', status: 'NOT_REVIEWED' }], 'p2');
    expect(undone.every(({ reviewedById }) => reviewedById === null)).toBe(true);
  });

  it('of another kind of agreement replace those that nobody judged', () => {
    const found = layOutClauses(
      governs('joint_controllership'),
      [{ code: 'A26_ROLES', status: 'PARTIAL' }],
      'p1',
    );
    const relaid = relaidClauses(governs('data_processing'), found);
    expect(relaid[0]).toEqual({ code: 'A26_ROLES', status: 'PARTIAL', note: null, reviewedById: 'p1' });
    expect(relaid.slice(1).map(({ code }) => code)).toEqual(clausesAskedFor(governs('data_processing')));
  });

  it('are checked by name and law', () => {
    const clauses = layOutClauses(
      governs('data_processing'),
      clausesAskedFor(governs('data_processing')).map((code) => ({ code, status: 'PRESENT' })),
      'p1',
    );
    expect(clauseCheck(agreement({ clauses }))).toEqual({
      complete: true,
      missing: [],
      partial: [],
      notReviewed: [],
    });
    const gap = withFindings(clauses, [{ code: 'A28_3_H_AUDIT', status: 'MISSING' }], 'p1');
    expect(clauseCheck(agreement({ clauses: gap }))).toMatchObject({
      complete: false,
      missing: [{ code: 'A28_3_H_AUDIT', law: 'GDPR Art. 28(3)(h)' }],
    });
  });
});

describe('putting an agreement into force', () => {
  const ready = agreement({ status: 'signed', effectiveFrom: day('2026-01-01') });
  const codes = (
    agreement: typeof ready,
    to: 'in_force' | 'signed' | 'expired' | 'suspended',
    on = '2026-06-01',
  ) => unmetForMove(agreement, to, day(on)).map(({ code, severity }) => `${code} ${severity}`);

  it('needs nothing more when every clause is there', () => {
    expect(codes(ready, 'in_force')).toEqual([]);
  });

  it('names everything that stands against it at once, and what is only worth a look', () => {
    const clauses = withFindings(
      ready.clauses,
      [
        { code: 'A28_3_H_AUDIT', status: 'MISSING' },
        { code: 'A28_3_A_INSTRUCTIONS', status: 'NOT_REVIEWED' },
        { code: 'A28_3_C_SECURITY', status: 'PARTIAL' },
        { code: 'A28_4_LIABILITY', status: 'NOT_APPLICABLE', note: 'no sub-processors' },
      ],
      'p1',
    );
    const agreement = { ...ready, clauses, effectiveFrom: day('2026-07-01'), effectiveTo: day('2026-05-01') };
    expect(codes(agreement, 'in_force')).toEqual([
      'CLAUSE_MISSING blocking',
      'CLAUSE_NOT_REVIEWED blocking',
      'CLAUSE_PARTIAL warning',
      'AGREEMENT_ENDS_BEFORE_IT_STARTS blocking',
      'AGREEMENT_NOT_YET_EFFECTIVE blocking',
      'AGREEMENT_OVER blocking',
    ]);
  });

  it('is not held up by what no law asks for, but names it', () => {
    const kind = 'controller_to_controller';
    const clauses = layOutClauses(governs(kind), [{ code: 'C2C_AUDIT', status: 'MISSING' }], 'p1');
    const found = codes({ ...ready, kind, vendorRole: 'INDEPENDENT_CONTROLLER', clauses }, 'in_force');
    expect(found).toEqual([
      'CLAUSE_MISSING warning',
      ...Array<string>(12).fill('CLAUSE_NOT_REVIEWED warning'),
    ]);
  });

  it.each([
    ['data_processing', 'PROCESSOR', 'CONTROLLER', []],
    ['data_processing', 'CONTROLLER', 'PROCESSOR', []],
    ['data_processing', 'INDEPENDENT_CONTROLLER', 'CONTROLLER', ['ROLES_DO_NOT_FIT warning']],
    ['joint_controllership', 'PROCESSOR', 'CONTROLLER', ['ROLES_DO_NOT_FIT warning']],
    ['other', 'PROCESSOR', 'CONTROLLER', []],
  ] as const)('looks again at a %s agreement of a %s with a %s', (kind, vendorRole, ours, expected) => {
    const agreement = { ...ready, kind, vendorRole, legalEntityRole: ours, clauses: [] };
    expect(codes(agreement, 'in_force')).toEqual(expected);
  });

  it('is not how a signature is judged: that asks for days in order only', () => {
    const blank = { ...ready, clauses: layOutClauses(governs('data_processing'), [], null) };
    expect(codes(blank, 'signed')).toEqual([]);
    expect(codes({ ...blank, effectiveTo: day('2025-01-01') }, 'signed')).toEqual([
      'AGREEMENT_ENDS_BEFORE_IT_STARTS blocking',
    ]);
  });

  it('ends by itself only after its last day', () => {
    const dated = { ...ready, effectiveTo: day('2026-05-31') };
    expect(codes(dated, 'expired')).toEqual([]);
    expect(codes(dated, 'expired', '2026-05-31')).toEqual(['AGREEMENT_NOT_OVER blocking']);
    expect(codes({ ...dated, effectiveTo: null }, 'expired')).toEqual(['AGREEMENT_NOT_OVER blocking']);
    expect(codes(dated, 'suspended')).toEqual([]);
  });
});
