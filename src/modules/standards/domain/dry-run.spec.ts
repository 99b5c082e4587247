import { DryRun, mostExamples } from './dry-run.js';
import { compileRequirement } from './evaluation.js';
import type { Judged } from './judged.js';
import type { Requirement } from './requirement.js';

const rule = (id: string, requires: string, change: Partial<Requirement> = {}): Requirement => ({
  ...{ id, title: id, law: 'GDPR Art. 5', about: 'vendor', severity: 'blocking', appliesWhen: 'true' },
  ...{ requires, remedy: 'Do it.', waivable: true },
  ...change,
});
const vendor = (subjectId: string, country: string, waivedFor: string[] = []): Judged => ({
  ...{ subjectType: 'vendor', subjectId, name: `Vendor ${subjectId}`, vendorId: subjectId, tier: 2 },
  facts: { vendor: { country }, score: {}, findings: {}, certifications: {}, sharing: {} },
  waivers: waivedFor.map((requirementId) => ({
    ...{ id: `w-${requirementId}`, requirementId, subjectId, validUntil: '2027-01-01' as never },
  })),
});
const run = (now: Requirement[], then: Requirement[]) =>
  new DryRun(now.map(compileRequirement), then.map(compileRequirement));

describe('a dry run', () => {
  const now = [rule('EUROPE', 'vendor.country != "US"')];
  const then = [rule('EUROPE', 'true'), rule('NOT_FRANCE', 'vendor.country != "FR"')];

  it('counts who newly fails and who newly passes, by requirement, and who is newly blocked or ready', () => {
    const dry = run(now, then);
    for (const one of [vendor('1', 'US'), vendor('2', 'FR'), vendor('3', 'DE')]) dry.add(one);
    expect(dry.report()).toEqual({
      vendors: {
        ...{ judged: 3, blockedNow: 1, blockedThen: 1 },
        newlyBlocked: { count: 1, examples: [{ subjectId: '2', name: 'Vendor 2' }] },
        newlyReady: { count: 1, examples: [{ subjectId: '1', name: 'Vendor 1' }] },
      },
      dataFlows: expect.objectContaining({ judged: 0 }),
      requirements: [
        expect.objectContaining({
          requirementId: 'EUROPE',
          newlyFailing: { count: 0, examples: [] },
          newlyPassing: { count: 1, examples: [{ subjectId: '1', name: 'Vendor 1' }] },
        }),
        expect.objectContaining({
          requirementId: 'NOT_FRANCE',
          newlyFailing: { count: 1, examples: [{ subjectId: '2', name: 'Vendor 2' }] },
        }),
      ],
    });
  });

  it('counts as passed what is waived', () => {
    const dry = run(now, then);
    dry.add(vendor('2', 'FR', ['NOT_FRANCE']));
    expect(dry.report()).toMatchObject({ requirements: [], vendors: { blockedThen: 0 } });
  });

  it('counts a rule that cannot be judged as failing', () => {
    const dry = run([], [rule('KNOWN', 'score.present')]);
    dry.add(vendor('1', 'DE'));
    expect(dry.report().requirements).toMatchObject([{ requirementId: 'KNOWN', newlyFailing: { count: 1 } }]);
  });

  it('keeps a few examples however many there are, and goes on from where it was left off', () => {
    const half = run([], then);
    for (let n = 0; n < 30; n += 1) half.add(vendor(String(n), 'FR'));
    const stored = JSON.parse(JSON.stringify(half.report())) as ReturnType<typeof half.report>;
    const rest = new DryRun([], then.map(compileRequirement), stored);
    for (let n = 30; n < 60; n += 1) rest.add(vendor(String(n), 'FR'));
    const [effect] = rest.report().requirements;
    expect(effect?.newlyFailing.count).toBe(60);
    expect(effect?.newlyFailing.examples).toHaveLength(mostExamples);
  });
});
