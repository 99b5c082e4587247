import { canonicalJson } from '../../../shared/canonical-json.js';
import {
  baseOf,
  changeReactions,
  findItem,
  frequencyBands,
  isTakenIn,
  listOf,
  volumeBands,
  type ChangeImpact,
  type ChangeReaction,
} from '../../reference-data/codes.js';
import { residualRisks, type FactDifference } from './data-flow.js';
import { impactOfDeclared } from './declared-beyond.js';
import { impactOnLegs, impactOnTransfers } from './transfer-impact.js';
import { usesUnapproved } from './used-subprocessors.js';

/** A difference with what it is and what follows. */
export type ChangedFact = FactDifference & Readonly<{ impact: ChangeImpact; reaction: ChangeReaction }>;

/** What is known beside the two values. */
export type ChangeContext = Readonly<{
  tier: number | null;
  /** Requirements that stand in the way now. */
  open: readonly string[];
}>;

type Judge = (then: unknown, now: unknown, context: ChangeContext) => ChangeImpact;

const always =
  (impact: ChangeImpact): Judge =>
  () =>
    impact;
/** `impact` unless everything that is there now was there then. */
const beyond =
  (impact: ChangeImpact): Judge =>
  (then, now) =>
    isWithin(now, then) ? 'NO_LESS_PROTECTION' : impact;
/** `impact` unless everything that was there then is there now. */
const short =
  (impact: ChangeImpact): Judge =>
  (then, now) =>
    isWithin(then, now) ? 'NO_LESS_PROTECTION' : impact;
/** `impact` when it came later in the order, or is in none. */
const higher =
  (impact: ChangeImpact, order: readonly unknown[]): Judge =>
  (then, now) =>
    order.includes(now) && order.indexOf(now) < order.indexOf(then) ? 'NO_LESS_PROTECTION' : impact;
/** As `beyond`, of a fact that is not there where there is none. */
const grown =
  (impact: ChangeImpact): Judge =>
  (then, now) =>
    isWithin(now ?? [], then ?? []) ? 'NO_LESS_PROTECTION' : impact;
const unless =
  (good: unknown, impact: ChangeImpact): Judge =>
  (_then, now) =>
    now === good ? 'NO_LESS_PROTECTION' : impact;

/** ON_EVENT may be as often as events are. */
const byFrequency = [
  ...frequencyBands.filter((band) => band !== 'ON_EVENT' && band !== 'CONTINUOUS'),
  'ON_EVENT',
  'CONTINUOUS',
];

/** One for each decision fact; a fact that has none is an UNKNOWN_FACT, and blocks. */
export const judges: Readonly<Record<string, Judge>> = {
  'flow.agreementId': always('RECIPIENT_REPLACED'),
  'flow.direction': always('PURPOSE_CHANGED'),
  'flow.purposes': impactOnPurposes,
  'flow.compatibility': always('PURPOSE_CHANGED'),
  'flow.subjectCategories': impactOnPeople,
  'flow.dataCategories': impactOnData,
  'flow.specialCategories': beyond('DATA_CATEGORY_ADDED'),
  'flow.volume': higher('BAND_EXCEEDED', volumeBands),
  'flow.frequency': higher('BAND_EXCEEDED', byFrequency),
  'flow.sourceSystem': always('SOURCE_CHANGED'),
  'flow.recipientSystem': always('SOURCE_CHANGED'),
  'flow.recipients': grown('ONWARD_SHARING'),
  'flow.onBehalfOf': grown('CONTROLLER_ADDED'),
  'flow.locations': beyond('PLACE_ADDED'),
  'flow.transfers': impactOnTransfers,
  'flow.securityMeasures': short('SAFEGUARD_DROPPED'),
  'flow.dpia': always('DPIA_CHANGED'),
  'flow.dpiaScreening': grown('DPIA_CHANGED'),
  'flow.dpiaResidualRisk': higher('DPIA_CHANGED', residualRisks),
  'agreement.kind': always('VENDOR_ROLE_CHANGED'),
  'agreement.vendorRole': always('VENDOR_ROLE_CHANGED'),
  'agreement.legalEntityRole': always('VENDOR_ROLE_CHANGED'),
  'agreement.status': unless('in_force', 'CONTRACT_LOST'),
  'agreement.effectiveTo': (then, now) =>
    now === null || (typeof then === 'string' && typeof now === 'string' && now > then)
      ? 'NO_LESS_PROTECTION'
      : 'CONTRACT_TERMS_CHANGED',
  'agreement.breachNoticeHours': (then, now) =>
    typeof now === 'number' && (typeof then !== 'number' || now < then)
      ? 'NO_LESS_PROTECTION'
      : 'CONTRACT_TERMS_CHANGED',
  'agreement.subprocessorAuthorisation': always('CONTRACT_TERMS_CHANGED'),
  'agreement.deletion': always('CONTRACT_TERMS_CHANGED'),
  'agreement.crossContextAdvertising': unless(false, 'PURPOSE_CHANGED'),
  'agreement.scc': impactOnClauses,
  'agreement.clauses': (then, now) =>
    isWithin(inPlace(then), inPlace(now)) ? 'NO_LESS_PROTECTION' : 'CONTRACT_LOST',
  'exporter.id': always('EXPORTER_CHANGED'),
  'exporter.country': always('EXPORTER_CHANGED'),
  'exporter.role': always('EXPORTER_CHANGED'),
  'vendor.id': always('RECIPIENT_REPLACED'),
  'vendor.legalName': always('VENDOR_IDENTITY_CHANGED'),
  'vendor.country': always('VENDOR_IDENTITY_CHANGED'),
  'vendor.status': impactOfStatus,
  'vendor.certifications': short('CERTIFICATE_LOST'),
  'score.knockouts': beyond('KNOCKOUT_FAILED'),
  'vendor.breaches': grown('BREACH_CONFIRMED'),
  'transfer.legs': impactOnLegs,
  'vendor.subprocessors': (then, now) =>
    usesUnapproved(then, now) ? 'SUBPROCESSOR_NOT_APPROVED' : 'NO_LESS_PROTECTION',
  'vendor.declaredBeyond': impactOfDeclared,
  'standard.waivers': (then, _now, { open }) =>
    Array.isArray(then) && then.some((code) => open.includes(code as string))
      ? 'WAIVER_LOST'
      : 'NO_LESS_PROTECTION',
};

/** What each change is, by the table above, and what follows from it, by the reference list. */
export function judgedChanges(changes: readonly FactDifference[], context: ChangeContext): ChangedFact[] {
  return changes.map((change) => {
    const judge = Object.hasOwn(judges, change.fact) ? judges[change.fact] : undefined;
    const impact = judge?.(change.then, change.now, context) ?? 'UNKNOWN_FACT';
    return { ...change, impact, reaction: reactionTo(impact, context) };
  });
}

export function reactionTo(impact: ChangeImpact, { tier }: Pick<ChangeContext, 'tier'>): ChangeReaction {
  const item = findItem(listOf('change_impact'), impact);
  return (tier === 1 ? item?.reactionTier1 : undefined) ?? item?.reaction ?? changeReactions[0];
}

/** Days in which somebody looks again. At once is within the 72 hours in which the authority hears of a breach. */
export const reviewDays: Readonly<Partial<Record<ChangeReaction, number>>> = {
  review_at_once: 3,
  review_30_days: 30,
};

/** It ends the approval; the others leave it standing, or standing until it is reviewed. */
export function endsApproval({ reaction }: Pick<ChangedFact, 'reaction'>): boolean {
  return reaction === 'block' || reaction === 'suspend';
}

type Described = Readonly<{ code: string; lawfulBasis: unknown; specialCondition: unknown }>;

/** The words may be mended; what is done, and on which ground, may not. */
function impactOnPurposes(then: unknown, now: unknown): ChangeImpact {
  if (isWithin(now, then)) return 'NO_LESS_PROTECTION';
  const grounds = (fact: unknown) =>
    (asList(fact) as readonly Described[]).map(({ code, lawfulBasis, specialCondition = null }) => ({
      ...{ code, lawfulBasis, specialCondition },
    }));
  return isWithin(grounds(now), grounds(then)) ? 'PURPOSE_REWORDED' : 'PURPOSE_CHANGED';
}

const keptIn = (fact: unknown) => asList(fact) as readonly KeptData[];

type KeptData = Readonly<{ code: string; retentionDays: number | null; endAction: string | null }>;

/** A part of a group that was approved is no other group. */
function impactOnPeople(then: unknown, now: unknown): ChangeImpact {
  const approved = new Set(asList(then) as string[]);
  return (asList(now) as string[]).every((code) => isTakenIn(code, approved))
    ? 'NO_LESS_PROTECTION'
    : 'SUBJECT_GROUP_ADDED';
}

function impactOnData(then: unknown, now: unknown): ChangeImpact {
  const before = new Map(keptIn(then).map((kept) => [kept.code, kept]));
  const pairs = keptIn(now).map((kept) => ({
    kept,
    was: before.get(kept.code) ?? before.get(baseOf(kept.code)),
  }));
  if (pairs.some(({ was }) => was === undefined)) return 'DATA_CATEGORY_ADDED';
  const isLonger = pairs.some(
    ({ kept, was }) => kept.endAction !== was?.endAction || daysOf(kept) > daysOf(was),
  );
  return isLonger ? 'RETENTION_LONGER' : 'NO_LESS_PROTECTION';
}

/** Not said is without end. */
function daysOf(kept: KeptData | undefined): number {
  return kept?.retentionDays ?? Number.POSITIVE_INFINITY;
}

/** One that waits for its questionnaire again may still be the one that was approved. */
function impactOfStatus(_then: unknown, now: unknown): ChangeImpact {
  if (now === 'approved') return 'NO_LESS_PROTECTION';
  return now === 'conditionally_approved' || now === 'vetting' ? 'VENDOR_VETTED_ANEW' : 'VENDOR_NOT_APPROVED';
}

function impactOnClauses(then: unknown, now: unknown): ChangeImpact {
  if (then === null) return 'NO_LESS_PROTECTION';
  const modules = (fact: unknown) => (fact as Readonly<{ modules?: unknown }> | null)?.modules ?? [];
  return isWithin(modules(then), modules(now)) ? 'CONTRACT_TERMS_CHANGED' : 'TRANSFER_TOOL_LOST';
}

/** Clauses stand in the facts as 'CODE: STATUS'. */
function inPlace(clauses: unknown): string[] {
  return (asList(clauses) as string[]).filter((clause) => !/: (MISSING|PARTIAL|NOT_REVIEWED)$/.test(clause));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isWithin(some: unknown, all: unknown): boolean {
  if (!Array.isArray(some) || !Array.isArray(all)) return false;
  const known = new Set(all.map(canonicalJson));
  return some.every((item) => known.has(canonicalJson(item)));
}
