import { canonicalJson } from '../../../shared/canonical-json.js';
import { compileRequirement, vacuityOf } from './evaluation.js';
import { gatesOf } from './gate.js';
import type { Requirement } from './requirement.js';
import { withIndispensable } from './shipped-standard.js';

const compared = [
  'title',
  'law',
  'about',
  'gates',
  'severity',
  'appliesWhen',
  'requires',
  'remedy',
  'waivable',
] as const;

export const changeKinds = ['added', 'removed', 'changed'] as const;
export type FieldChange = Readonly<{ field: string; from: unknown; to: unknown }>;

/** What another version says of one requirement. */
export type RequirementChange = Readonly<{
  id: string;
  kind: (typeof changeKinds)[number];
  /** It blocks, before or after: a second person publishes. */
  blocking: boolean;
  fields: readonly FieldChange[];
  /** In words: what the change makes of the gate. */
  notes: readonly string[];
}>;

type Versioned = Readonly<{ requirements: readonly Requirement[] }>;

/** Every requirement that differs, in the order of the newer version; what it leaves out comes last. */
export function differenceBetween(from: Versioned | null, to: Versioned): RequirementChange[] {
  const before = new Map((from ? withIndispensable(from.requirements) : []).map((one) => [one.id, one]));
  const now = withIndispensable(to.requirements);
  const kept = new Set(now.map(({ id }) => id));
  return [
    ...now.flatMap((requirement) => changeOf(before.get(requirement.id), requirement) ?? []),
    ...[...before.values()].flatMap((one) => (kept.has(one.id) ? [] : [changeOf(one, undefined)])),
  ].filter((change) => change !== null);
}

export function changesBlocking(changes: readonly RequirementChange[]): boolean {
  return changes.some(({ blocking }) => blocking);
}

function changeOf(before: Requirement | undefined, now: Requirement | undefined): RequirementChange | null {
  const id = (now ?? before)?.id ?? '';
  const fields = compared.flatMap((field): FieldChange[] => {
    const [from, to] = [valueOf(before, field), valueOf(now, field)];
    return canonicalJson(from) === canonicalJson(to) ? [] : [{ field, from, to }];
  });
  if (fields.length === 0) return null;
  const kind = before === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  const blocking = [before, now].some((one) => one?.severity === 'blocking');
  return { id, kind, blocking, fields, notes: [...loosened(before, now), ...emptied(now)] };
}

function valueOf(requirement: Requirement | undefined, field: (typeof compared)[number]): unknown {
  if (!requirement) return null;
  return field === 'gates' ? gatesOf(requirement) : requirement[field];
}

function loosened(before: Requirement | undefined, now: Requirement | undefined): string[] {
  if (!before) return [];
  if (!now) return [`${before.id} is not asked any more.`];
  const left = gatesOf(before).filter((gate) => !gatesOf(now).includes(gate));
  return [
    ...(before.severity === 'blocking' && now.severity === 'warning'
      ? [`${now.id} only warns: it keeps no gate shut.`]
      : []),
    ...(!before.waivable && now.waivable ? [`${now.id} can be waived.`] : []),
    ...left.map((gate) => `${now.id} is not asked at ${gate} any more.`),
  ];
}

/** A rule that needs no fact is no rule: it must not pass for one. */
function emptied(now: Requirement | undefined): string[] {
  const vacuity = now && vacuityOf(compileRequirement(now));
  if (vacuity === 'always_met') return [`${now?.id} is met whatever the facts are: it asks for nothing.`];
  return vacuity === 'never_asked' ? [`${now?.id} never applies: it is asked of nobody.`] : [];
}
