import type { Rule } from './evaluation.js';
import { gatesOf, type Gate } from './gate.js';
import { isHeldUp, rulesFor, verdictsOn, type Judged, type VerdictOnOne } from './judged.js';
import type { Severity } from './requirement.js';
import type { WaiverSubject } from './waiver.js';

export const mostExamples = 20;

export type Example = Readonly<{ subjectId: string; name: string }>;
export type Change = { count: number; examples: Example[] };
/** What the newer version does to the subjects of one kind, by one requirement. */
export type RequirementEffect = Readonly<{
  requirementId: string;
  subjectType: WaiverSubject;
  severity: Severity;
  gates: readonly Gate[];
  newlyFailing: Change;
  newlyPassing: Change;
}>;
export type SubjectTotals = {
  judged: number;
  blockedNow: number;
  blockedThen: number;
  newlyBlocked: Change;
  newlyReady: Change;
};
/** Of a size that does not grow with the number of subjects. */
export type DryRunReport = Readonly<{
  vendors: SubjectTotals;
  dataFlows: SubjectTotals;
  requirements: readonly RequirementEffect[];
}>;

const none = (): Change => ({ count: 0, examples: [] });
const nobody = (): SubjectTotals => ({
  ...{ judged: 0, blockedNow: 0, blockedThen: 0 },
  ...{ newlyBlocked: none(), newlyReady: none() },
});

/** Counts what a version would change, subject by subject; goes on from a report that was left off. */
export class DryRun {
  private readonly vendors: SubjectTotals;
  private readonly dataFlows: SubjectTotals;
  private readonly effects: Map<string, RequirementEffect>;

  constructor(
    private readonly now: readonly Rule[],
    private readonly then: readonly Rule[],
    begun: DryRunReport | null = null,
  ) {
    this.vendors = begun?.vendors ?? nobody();
    this.dataFlows = begun?.dataFlows ?? nobody();
    this.effects = new Map((begun?.requirements ?? []).map((effect) => [keyOf(effect), effect]));
  }

  add(subject: Judged): void {
    const { subjectType } = subject;
    const now = verdictsOn(subject, rulesFor(this.now, subjectType));
    const then = verdictsOn(subject, rulesFor(this.then, subjectType));
    this.total(subject, isHeldUp(now), isHeldUp(then));
    const failedNow = new Map(failing(now));
    const failedThen = new Map(failing(then));
    for (const [id, found] of failedThen)
      if (!failedNow.has(id)) count(this.effect(subjectType, found).newlyFailing, subject);
    for (const [id, found] of failedNow)
      if (!failedThen.has(id)) count(this.effect(subjectType, found).newlyPassing, subject);
  }

  report(): DryRunReport {
    const requirements = [...this.effects.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return { vendors: this.vendors, dataFlows: this.dataFlows, requirements };
  }

  private total(subject: Judged, now: boolean, then: boolean): void {
    const totals = subject.subjectType === 'vendor' ? this.vendors : this.dataFlows;
    totals.judged += 1;
    totals.blockedNow += Number(now);
    totals.blockedThen += Number(then);
    if (then && !now) count(totals.newlyBlocked, subject);
    if (now && !then) count(totals.newlyReady, subject);
  }

  private effect(subjectType: WaiverSubject, { requirement }: VerdictOnOne): RequirementEffect {
    const { id: requirementId, severity } = requirement;
    const key = keyOf({ subjectType, requirementId });
    const known = this.effects.get(key) ?? {
      ...{ requirementId, subjectType, severity, gates: gatesOf(requirement) },
      ...{ newlyFailing: none(), newlyPassing: none() },
    };
    this.effects.set(key, known);
    return known;
  }
}

function failing(found: readonly VerdictOnOne[]): [string, VerdictOnOne][] {
  return found
    .filter(({ verdict }) => verdict === 'unmet' || verdict === 'unknown')
    .map((one) => [one.requirement.id, one]);
}

function count(change: Change, { subjectId, name }: Judged): void {
  change.count += 1;
  if (change.examples.length < mostExamples) change.examples.push({ subjectId, name });
}

const keyOf = ({ subjectType, requirementId }: Pick<RequirementEffect, 'subjectType' | 'requirementId'>) =>
  `${requirementId} ${subjectType}`;
