import { SetMetadata } from '@nestjs/common';
import type { ActorKind } from '../auth/principal.js';

/** What is worth knowing who read it: people, the ledger, documents, bundles, and this log itself. */
export const readThings = [
  'access_record',
  'evidence_content',
  'export_bundle',
  'invitation',
  'ledger_entry',
  'remediation_link',
  'user',
  'vendor_contact',
] as const;
export type ReadThing = (typeof readThings)[number];

/** One answer that somebody got: no content and no name, ids only. */
export type AccessRecord = Readonly<{
  id: string;
  at: Date;
  actorKind: ActorKind;
  actorId: string;
  what: string;
  /** The one record that was read; null for a list. */
  subjectId: string | null;
  filters: Readonly<Record<string, string>>;
  /** Lines of the list; null for a single record or a file. */
  rowCount: number | null;
  requestId: string | null;
}>;

export const readOnRecord = Symbol('whose reading is on record');

/** Whoever gets an answer of this route is on record before it goes. */
export const ReadOnRecord = (what: ReadThing): MethodDecorator => SetMetadata(readOnRecord, what);

/** Text that somebody searched for may be a name: that they searched is kept, and not for what. */
const freeText = ['q', 'name', 'email'];
const notFilters = ['cursor', 'limit', 'sort', 'count'];
const longest = 200;

export function filtersOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(query).filter(([name]) => !notFilters.includes(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, freeText.includes(name) ? 'text' : String(value).slice(0, longest)]),
  );
}
