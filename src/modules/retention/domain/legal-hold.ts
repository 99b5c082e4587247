import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';

export const holdSubjects = ['vendor', 'data_flow', 'agreement', 'incident', 'person', 'everything'] as const;
export type HoldSubject = (typeof holdSubjects)[number];

export const holdStates = ['standing', 'lapsed', 'released'] as const;
export type HoldState = (typeof holdStates)[number];

/** Something is kept for a legal case, whatever rules or requests say (GDPR Art. 17(3)(e)). */
export type LegalHold = Readonly<{
  id: string;
  revision: number;
  subjectKind: HoldSubject;
  /** Of which kind the person is; null unless the hold is on one. */
  personKind: string | null;
  /** null: everything. */
  subjectId: string | null;
  reason: string;
  /** Of the case. */
  reference: string;
  /** The last day on which it stands by itself; null: until it is released. */
  until: LocalDate | null;
  ownerId: string;
  placedById: string;
  placedAt: Date;
  releasedById: string | null;
  releasedAt: Date | null;
  releaseReason: string | null;
}>;

export type PlacedHold = Pick<
  LegalHold,
  'subjectKind' | 'personKind' | 'subjectId' | 'reason' | 'reference' | 'until' | 'ownerId'
>;

export function stateOf({ until, releasedAt }: LegalHold, today: LocalDate): HoldState {
  if (releasedAt !== null) return 'released';
  return until !== null && until < today ? 'lapsed' : 'standing';
}

/** A hold with the vendors that it reaches: the one it is on, or those of its flow, agreement or incident; named or linked there. */
export type Reach = Pick<LegalHold, 'subjectKind' | 'personKind' | 'subjectId'> &
  Readonly<{ vendorIds: readonly string[] }>;

type Subject = Readonly<{
  vendorIds: readonly string[];
  person?: Readonly<{ kind: string; id: string }>;
  /** It may tell of anybody, so that every hold covers it. */
  ofAnybody?: boolean;
}>;

/** With a vendor everything is held that tells of it: its people, documents and reports. */
export function covers(hold: Reach, { vendorIds, person, ofAnybody = false }: Subject): boolean {
  if (ofAnybody || hold.subjectKind === 'everything') return true;
  if (hold.subjectKind === 'person')
    return person !== undefined && person.id === hold.subjectId && person.kind === hold.personKind;
  return hold.vendorIds.some((id) => vendorIds.includes(id));
}

/** What does not fit together in a hold that somebody wants to place. */
export function holdProblems(placed: PlacedHold, today: LocalDate): FieldError[] {
  const { subjectKind, personKind, subjectId } = placed;
  const problems: FieldError[] = [];
  const say = (pointer: string, code: string, message: string) => problems.push({ pointer, code, message });
  if (subjectKind === 'everything' && subjectId !== null)
    say('/subjectId', 'superfluous', 'a hold on everything names nothing: leave it out');
  if (subjectKind !== 'everything' && subjectId === null)
    say('/subjectId', 'missing', `name the ${subjectKind.replace('_', ' ')}`);
  if (subjectKind === 'person' && personKind === null)
    say('/personKind', 'missing', 'say of which kind the person is');
  if (subjectKind !== 'person' && personKind !== null)
    say('/personKind', 'superfluous', 'only a hold on a person says a kind: leave it out');
  return [...problems, ...dayProblems(placed, today)];
}

export function dayProblems({ until }: Pick<LegalHold, 'until'>, today: LocalDate): FieldError[] {
  if (until === null || until >= today) return [];
  return [{ pointer: '/until', code: 'in_past', message: 'give today or a later day, or none' }];
}
