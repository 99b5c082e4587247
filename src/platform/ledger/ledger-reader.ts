import { Injectable } from '@nestjs/common';
import type { Page } from '../../shared/page.js';
import { ActorNames } from '../auth/actor-names.js';
import { Database } from '../database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../database/lists.js';
import { refuse } from '../errors/request-errors.js';
import type { LedgerEntry, State } from './ledger-entry.js';

export type NamedEntry = LedgerEntry & Readonly<{ actorName: string | null; position: string | null }>;
export type LedgerFilter = Readonly<{
  subjectId?: string;
  subjectType?: string;
  actorId?: string;
  action?: string;
  from?: string;
  to?: string;
}>;

const shown = `entry.id, entry.seq, entry.recorded_at AS "recordedAt", entry.actor_kind AS "actorKind",
  entry.actor_id AS "actorId", entry.request_id AS "requestId", entry.action, entry.subject_type AS "subjectType",
  entry.subject_id AS "subjectId", entry.revision, entry.reason, entry.changed, entry.state, leaf.position`;
const source = 'ledger_entry entry LEFT JOIN ledger_leaf leaf ON leaf.entry_id = entry.id';

@Injectable()
export class LedgerReader {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly names: ActorNames,
  ) {}

  /** The revisions of one subject, newest first unless told. */
  async history(subjectType: string, subjectId: string, request: PageRequest): Promise<Page<NamedEntry>> {
    const where = [
      { sql: 'entry.subject_type = $? AND entry.subject_id = $?', values: [subjectType, subjectId] },
    ];
    const page = await this.page(where, request);
    if (page.items.length === 0 && request.cursor === undefined)
      refuse('request.not_found', `There is no ${subjectType.replaceAll('_', ' ')} ${subjectId}.`);
    return page;
  }

  entries(filter: LedgerFilter, request: PageRequest): Promise<Page<NamedEntry>> {
    return this.page(
      [
        ...when(filter.subjectId, 'entry.subject_id = $?'),
        ...when(filter.subjectType, 'entry.subject_type = $?'),
        ...when(filter.actorId, 'entry.actor_id = $?'),
        ...when(filter.action, 'entry.action = $?'),
        ...when(filter.from, 'entry.recorded_at >= $?'),
        ...when(filter.to, 'entry.recorded_at < $?'),
      ],
      request,
    );
  }

  /** One entry with the subject as it was before. */
  async entry(id: string): Promise<NamedEntry & { before: State | null }> {
    const [entry] = await this.db.query<LedgerEntry & { position: string | null }>(
      `SELECT ${shown} FROM ${source} WHERE entry.id = $1`,
      [id],
    );
    if (!entry) return refuse('request.not_found', `There is no ledger entry ${id}.`);
    const [previous] = await this.db.query<{ state: State }>(
      'SELECT state FROM ledger_entry WHERE subject_id = $1 AND revision = $2',
      [entry.subjectId, entry.revision - 1],
    );
    const [named] = await this.named([entry]);
    return { ...(named ?? { ...entry, actorName: null }), before: previous?.state ?? null };
  }

  private async page(where: readonly Condition[], request: PageRequest): Promise<Page<NamedEntry>> {
    const page = await this.lists.page<LedgerEntry & { position: string | null }>(
      {
        select: shown,
        from: source,
        where,
        sorts: { seq: { by: 'entry.seq', type: 'bigint' } },
        id: 'entry.seq',
      },
      request,
    );
    return { ...page, items: await this.named(page.items) };
  }

  private async named<E extends LedgerEntry>(
    entries: readonly E[],
  ): Promise<(E & { actorName: string | null })[]> {
    const ids = [...new Set(entries.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])))];
    const names = ids.length > 0 ? await this.names.namesOf(ids) : new Map<string, string>();
    return entries.map((entry) => ({ ...entry, actorName: names.get(entry.actorId ?? '') ?? null }));
  }
}
