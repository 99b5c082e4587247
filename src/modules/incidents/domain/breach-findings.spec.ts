import { findingChanges, isRealBreach, severityBy, type FindingChanges } from './breach-findings.js';
import type { Incident } from './incident.js';

const breach = {
  id: 'i',
  title: 'Readable backups',
  description: 'Anybody could read them.',
  ...{ exercise: false, status: 'confirmed', awareAt: new Date('2026-05-15T09:30Z'), risk: null },
} as Incident;
const at = (vendorId: string, rank = 0) => ({ vendorId, rank });
const found = (vendorId: string, fields: object = {}) => ({
  ...{ id: `finding of ${vendorId}`, vendorId, severity: 'high' as const, closed: false },
  ...fields,
});
const nothing: FindingChanges = { raise: [], regrade: [], withdraw: [] };
const raisedAt = ({ raise }: FindingChanges) => raise.map(({ vendorId }) => vendorId);

describe('a breach', () => {
  it('is a finding at each vendor that it touched, and says which only used another', () => {
    const { raise, ...rest } = findingChanges(breach, breach, [at('v'), at('user of v', 1)], []);
    expect(rest).toEqual({ regrade: [], withdraw: [] });
    expect(raise).toEqual([
      expect.objectContaining({
        ...{ vendorId: 'v', source: 'incident', sourceId: 'i', severity: 'high' },
        ...{ title: 'Breach: Readable backups', description: 'Anybody could read them.' },
      }),
      expect.objectContaining({ vendorId: 'user of v', title: 'Breach in its chain: Readable backups' }),
    ]);
  });

  it.each<[string, Partial<Incident>]>([
    ['it is an exercise', { exercise: true }],
    ['nobody is sure of it', { awareAt: null, status: 'in_triage' }],
  ])('is none while %s', (_why, fields) => {
    expect(isRealBreach({ ...breach, ...fields })).toBe(false);
    expect(isRealBreach(breach)).toBe(true);
  });

  it('is raised once, also when what was raised is closed', () => {
    expect(findingChanges(breach, breach, [at('v'), at('w')], [found('v', { closed: true })])).toEqual({
      ...nothing,
      raise: [expect.objectContaining({ vendorId: 'w' })],
    });
  });

  it('is raised again when the incident is opened again, unless it is still open', () => {
    const closed: Incident = { ...breach, status: 'closed' };
    const known = [found('v', { closed: true }), found('w')];
    expect(raisedAt(findingChanges(closed, breach, [at('v'), at('w')], known))).toEqual(['v']);
  });

  it.each<[Incident['risk'], Incident['risk'], string, string | null]>([
    [null, 'unlikely', 'high', 'medium'],
    ['unlikely', 'high', 'medium', 'high'],
    [null, 'high', 'high', null],
    ['likely', 'high', 'high', null],
    [null, 'unlikely', 'critical', null],
    [null, 'unlikely', 'low', null],
  ])('judged %s, then %s, makes of a finding that is %s: %s', (before, after, severity, expected) => {
    const known = [found('v', { severity })];
    const { regrade } = findingChanges(
      { ...breach, risk: before },
      { ...breach, risk: after },
      [at('v')],
      known,
    );
    expect(regrade.map((one) => one.severity)).toEqual(expected === null ? [] : [expected]);
  });

  it('leaves what is closed as it is, and takes back what is open at a vendor that it did not touch', () => {
    const known = [found('wrong'), found('also wrong', { closed: true }), found('v', { closed: true })];
    const judged: Incident = { ...breach, risk: 'unlikely' };
    expect(findingChanges(breach, judged, [at('v')], known)).toEqual({
      ...nothing,
      withdraw: [{ id: 'finding of wrong', reason: 'the incident did not touch this vendor' }],
    });
  });

  it('is never critical by itself, and high while nobody judged it', () => {
    expect([null, 'unlikely', 'likely', 'high'].map((risk) => severityBy(risk as Incident['risk']))).toEqual([
      'high',
      'medium',
      'high',
      'high',
    ]);
  });

  it('has a title that fits, cut between characters', () => {
    const { raise } = findingChanges(breach, { ...breach, title: '🔥'.repeat(200) }, [at('v')], []);
    expect(raise[0]?.title).toBe(`Breach: ${'🔥'.repeat(192)}`);
  });
});
