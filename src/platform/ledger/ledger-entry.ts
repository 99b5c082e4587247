import type { ActorKind } from '../auth/principal.js';

/** The JSON form of a registered row: personal fields are salted digests, secrets are left out. */
export type State = Readonly<Record<string, unknown>>;

/** One line of the ledger: who did what to which revision of what, when, why, and how the whole subject stood afterwards. */
export type LedgerEntry = Readonly<{
  id: string;
  seq: string;
  recordedAt: Date;
  actorKind: ActorKind;
  actorId: string | null;
  requestId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  revision: number;
  reason: string | null;
  state: State;
  changed: string[];
}>;

/** What is hashed into the tree. Adding a member here would break every proof: it never changes. */
export function leafContent(entry: LedgerEntry): Record<string, unknown> {
  const { id, recordedAt, actorKind, actorId, requestId, action, subjectType, subjectId, revision } = entry;
  return {
    id,
    recordedAt: recordedAt.toISOString(),
    actor: { kind: actorKind, id: actorId },
    requestId,
    action,
    subjectType,
    subjectId,
    revision,
    reason: entry.reason,
    state: entry.state,
    changed: entry.changed,
  };
}
