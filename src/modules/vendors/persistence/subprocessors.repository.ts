import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import {
  containing,
  Lists,
  when,
  type Condition,
  type PageRequest,
} from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Subprocessor } from '../domain/subprocessor.js';
import type { Link } from '../domain/subprocessor-tree.js';
import { foldedName } from '../domain/vendor-names.js';
import { SubprocessorEntity } from './subprocessor.entity.js';

export type SubprocessorFilter = Readonly<{
  q?: string;
  status?: string;
  country?: string;
  usedOn?: LocalDate;
}>;

export type ChainedSubprocessor = Pick<Subprocessor, 'id' | 'name' | 'countries' | 'dataCategories'> &
  Readonly<{ rootId: string; rank: number }>;

const shown = `s.id, s.revision, s.vendor_id AS "vendorId", s.name, s.linked_vendor_id AS "linkedVendorId", s.website,
  s.purpose, s.countries, s.data_categories AS "dataCategories", s.role, s.transfer_tool AS "transferTool", s.status,
  s.valid_from::text AS "validFrom", s.valid_to::text AS "validTo", s.source,
  s.replaced_by_id AS "replacedById", s.upcoming, s.removed, s.created_at AS "createdAt"`;
const live = `NOT s.removed AND s.status IN ('ANNOUNCED', 'ACTIVE')`;
/** The same as isInUse of the domain. */
const inUse = (day: string) =>
  `(s.valid_from <= ${day}::date OR (s.valid_from IS NULL AND s.status <> 'ANNOUNCED'))
    AND coalesce(s.valid_to, 'infinity') >= ${day}::date`;
/** Of links in one direction; whoever gets as many does not know all. */
export const mostLinks = 10_000;

@Injectable()
export class SubprocessorsRepository {
  readonly register: Register<SubprocessorEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open({
      type: 'subprocessor',
      entity: SubprocessorEntity,
      derived: ['foldedName'],
      derive: ({ name }) => ({ foldedName: foldedName(name) }),
    });
  }

  page(vendorId: string, filter: SubprocessorFilter, request: PageRequest): Promise<Page<Subprocessor>> {
    const { usedOn } = filter;
    const where: Condition[] = [
      { sql: 's.vendor_id = $? AND NOT s.removed', values: [vendorId] },
      ...containing(filter.q, 's.name', `coalesce(s.purpose, '')`),
      ...when(filter.status, 's.status = $?'),
      ...when(filter.country, 's.countries @> ARRAY[$?]'),
      ...when(usedOn, inUse('$?'), usedOn, usedOn),
    ];
    return this.lists.page<Subprocessor>(
      {
        ...{ select: shown, from: 'subprocessor s', where, id: 's.id' },
        sorts: {
          name: { by: 's.name', type: 'text' },
          createdAt: { by: 's.created_at', type: 'timestamptz' },
          validFrom: { by: `coalesce(s.valid_from, '-infinity'::date)`, type: 'date' },
        },
      },
      request,
    );
  }

  /** Everything in use on the day down to a rank, each row once, the nearest first, by name; at most so many. */
  chain(
    vendorId: string,
    { on, depth, most }: Readonly<{ on: LocalDate; depth: number; most: number }>,
  ): Promise<Subprocessor[]> {
    return this.db.query<Subprocessor>(
      `WITH RECURSIVE reached (vendor_id, rank) AS (
           SELECT $1::uuid, 1
         UNION
           SELECT s.linked_vendor_id, r.rank + 1 FROM reached r JOIN subprocessor s ON s.vendor_id = r.vendor_id
            WHERE r.rank < $3 AND s.linked_vendor_id IS NOT NULL AND NOT s.removed AND ${inUse('$2')}),
       nearest AS (SELECT vendor_id, min(rank) AS rank FROM reached GROUP BY vendor_id)
       SELECT ${shown} FROM nearest n JOIN subprocessor s ON s.vendor_id = n.vendor_id
        WHERE NOT s.removed AND ${inUse('$2')}
        ORDER BY n.rank, s.name, s.id LIMIT $4`,
      [vendorId, on, depth, most],
    );
  }

  /** The same for many vendors, as far down as is kept: a fact of decisions, so that nobody is left out. */
  chains(
    vendorIds: readonly string[],
    { on, depth }: Readonly<{ on: LocalDate; depth: number }>,
  ): Promise<ChainedSubprocessor[]> {
    return this.db.query<ChainedSubprocessor>(
      `WITH RECURSIVE reached (root_id, vendor_id, rank) AS (
           SELECT id, id, 1 FROM unnest($1::uuid[]) id
         UNION
           SELECT r.root_id, s.linked_vendor_id, r.rank + 1 FROM reached r JOIN subprocessor s ON s.vendor_id = r.vendor_id
            WHERE r.rank < $3 AND s.linked_vendor_id IS NOT NULL AND NOT s.removed AND ${inUse('$2')}),
       nearest AS (SELECT root_id, vendor_id, min(rank) AS rank FROM reached GROUP BY root_id, vendor_id)
       SELECT n.root_id AS "rootId", n.rank, s.id, s.name, s.countries, s.data_categories AS "dataCategories"
         FROM nearest n JOIN subprocessor s ON s.vendor_id = n.vendor_id
        WHERE NOT s.removed AND ${inUse('$2')}
        ORDER BY n.root_id, n.rank, s.name, s.id`,
      [vendorIds, on, depth],
    );
  }

  linksBelow(vendorId: string): Promise<Link[]> {
    return this.links('s.vendor_id', 's.linked_vendor_id', vendorId);
  }

  linksAbove(vendorId: string): Promise<Link[]> {
    return this.links('s.linked_vendor_id', 's.vendor_id', vendorId);
  }

  async countLive(vendorId: string): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM subprocessor s WHERE s.vendor_id = $1 AND ${live}`,
      [vendorId],
    );
    return row?.count ?? 0;
  }

  async isTaken(vendorId: string, foldedName: string): Promise<boolean> {
    const rows = await this.db.query(
      `SELECT 1 FROM subprocessor s WHERE s.vendor_id = $1 AND s.folded_name = $2 AND ${live}`,
      [vendorId, foldedName],
    );
    return rows.length > 0;
  }

  /** Until the transaction ends nobody else changes who stands below whom. */
  async holdTree(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['keyholder.subprocessor.tree']);
  }

  /** Used by a vendor now or from a day to come. */
  async lockLive(tx: Tx, vendorId: string): Promise<SubprocessorEntity[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT s.id FROM subprocessor s WHERE s.vendor_id = $1 AND ${live}`,
      [vendorId],
    );
    return this.register.lockAll(
      tx,
      rows.map(({ id }) => id),
    );
  }

  /** Whose first day has come, or whose last has passed, or that are to be otherwise, and that do not say so yet. */
  async idsDue(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT s.id FROM subprocessor s
        WHERE ${live} AND ((s.status = 'ANNOUNCED' AND s.valid_from <= $1) OR s.valid_to < $1
          OR (s.upcoming ->> 'from')::date <= $1)
        ORDER BY s.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Every link on the way from a vendor in one direction; a ring that should not be there ends by itself. */
  private links(from: string, to: string, vendorId: string): Promise<Link[]> {
    return this.db.query<Link>(
      `WITH RECURSIVE reached (id) AS (
           SELECT $1::uuid
         UNION
           SELECT ${to} FROM reached r JOIN subprocessor s ON ${from} = r.id
            WHERE ${live} AND s.linked_vendor_id IS NOT NULL)
       SELECT DISTINCT s.vendor_id AS "vendorId", s.linked_vendor_id AS "linkedVendorId"
         FROM reached r JOIN subprocessor s ON ${from} = r.id
        WHERE ${live} AND s.linked_vendor_id IS NOT NULL LIMIT $2`,
      [vendorId, mostLinks],
    );
  }
}
