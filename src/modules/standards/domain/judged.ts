import { isBlocking, type Unmet } from '../../../shared/unmet.js';
import { judge, rulesAbout, type Judgement, type Rule } from './evaluation.js';
import { factNames } from './fact-catalogue.js';
import { factAt, variablesOf, type Facts, type Subject } from './facts.js';
import { waived, type WaiverInForce, type WaiverSubject } from './waiver.js';

/** A vendor or a data flow with everything that a version of the standard judges it by. */
export type Judged = Readonly<{
  subjectType: WaiverSubject;
  subjectId: string;
  name: string;
  vendorId: string;
  tier: number | null;
  facts: Facts;
  waivers: readonly WaiverInForce[];
}>;

/** `waived`: unmet, and lifted by a granted waiver. */
export const verdicts = ['met', 'not_applicable', 'waived', 'unmet', 'unknown'] as const;
export type VerdictOnOne = Readonly<{
  requirement: Judgement['requirement'];
  verdict: (typeof verdicts)[number];
  unmet: Unmet | null;
}>;

const aboutOf: Readonly<Record<WaiverSubject, Subject>> = { vendor: 'vendor', data_flow: 'flow' };

export function rulesFor(rules: readonly Rule[], subjectType: WaiverSubject): Rule[] {
  return rulesAbout(rules, aboutOf[subjectType]);
}

/** Each rule's verdict on the subject, waivers counted; `rules` are those of its kind. */
export function verdictsOn(judged: Judged, rules: readonly Rule[]): VerdictOnOne[] {
  return rules.map((rule) => {
    const { requirement, outcome, unmet } = judge(rule, judged.facts);
    if (unmet === null) return { requirement, verdict: outcome, unmet };
    const [reason = unmet] = waived([unmet], judged.waivers);
    return { requirement, verdict: reason.waiverId === null ? outcome : 'waived', unmet: reason };
  });
}

export function unmetIn(found: readonly VerdictOnOne[]): Unmet[] {
  return found.flatMap(({ unmet }) => unmet ?? []);
}

export function isHeldUp(found: readonly VerdictOnOne[]): boolean {
  return unmetIn(found).some(isBlocking);
}

/** Documented facts of this kind of subject that are not known of it. */
export function unknownFacts({ subjectType, facts }: Pick<Judged, 'subjectType' | 'facts'>): string[] {
  const groups = Object.keys(variablesOf[aboutOf[subjectType]]);
  return factNames.filter(
    (name) => groups.includes(name.split('.')[0] ?? '') && factAt(facts, name) === undefined,
  );
}
