import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  DataSource,
  In,
  type EntityTarget,
  type FindOptionsWhere,
  type QueryDeepPartialEntity,
} from 'typeorm';
import { canonicalJson } from '../../shared/canonical-json.js';
import { DomainError } from '../../shared/domain-error.js';
import { Database, type Tx } from '../database/database.js';
import type { Expected } from '../http/if-match.js';
import type { LedgerEntry, State } from './ledger-entry.js';
import { LedgerEntryEntity } from './ledger.entity.js';
import { Ledger } from './ledger.js';
import { writeNextRevisions } from './next-revisions.js';
import type { Registered } from './registered.js';

/**
 * How a table is registered. `type` is the subject type in the ledger and the first part of its error codes.
 * `personal` columns stand in the ledger only as digests salted with the row's `salt`, so that erasing the row's values
 * and salt leaves every proof intact. `hidden` columns (secrets, the salt) never stand there; that they changed does.
 * `derived` columns are computed from the others, for searching and sorting: the ledger does not know them.
 * `derive` computes them from a row. `before` says what a column that came later stood for in the revisions from before
 * it; null unless told. `followedBy` are statements that write anew what is kept beside the table and follows from its rows.
 */
export type Registration<Row extends Registered> = Readonly<{
  type: string;
  entity: EntityTarget<Row>;
  personal?: readonly (keyof Row & string)[];
  hidden?: readonly (keyof Row & string)[];
  derived?: readonly (keyof Row & string)[];
  derive?: (row: Row) => object;
  before?: Partial<Row>;
  followedBy?: readonly string[];
}>;

export type Change<Row extends Registered> = Readonly<{
  before: Row | null;
  after: Row;
  action: string;
  reason?: string | null;
}>;

/** The registered rows of one table: what is read from it, and the only way in which it is written. */
export class Register<Row extends Registered> {
  constructor(
    private readonly source: DataSource,
    private readonly db: Database,
    private readonly ledger: Ledger,
    private readonly registration: Registration<Row>,
  ) {}

  get type(): string {
    return this.registration.type;
  }

  async find(where: FindOptionsWhere<Row>): Promise<Row | null> {
    return this.db.reading.findOne(this.registration.entity, { where });
  }

  async list(where: FindOptionsWhere<Row> | FindOptionsWhere<Row>[], most = 1_000): Promise<Row[]> {
    return this.db.reading.find(this.registration.entity, {
      where,
      order: { id: 'ASC' } as never,
      take: most,
    });
  }

  /** Those of these rows that there are, in the order of ids. */
  some(ids: readonly string[]): Promise<Row[]> {
    return this.list({ id: In([...ids]) } as FindOptionsWhere<Row>, ids.length);
  }

  async get(id: string): Promise<Row> {
    return (await this.find({ id } as FindOptionsWhere<Row>)) ?? this.missing(id);
  }

  /** For a command: the row stays ours until the transaction ends. `expected` is what If-Match said; 412 when it is not so. */
  async lock(tx: Tx, id: string, expected: Expected = 'any'): Promise<Row> {
    const where = { id } as FindOptionsWhere<Row>;
    const row = await tx.findOne(this.registration.entity, { where, lock: { mode: 'pessimistic_write' } });
    if (!row) return this.missing(id);
    if (expected !== 'any' && !expected.has(row.revision)) throw staleRevision(row.revision);
    return row;
  }

  /** For a command that needs the row to stay as it is and does not change it: others may share it meanwhile. */
  async share(tx: Tx, id: string): Promise<Row> {
    const where = { id } as FindOptionsWhere<Row>;
    const row = await tx.findOne(this.registration.entity, { where, lock: { mode: 'pessimistic_read' } });
    return row ?? this.missing(id);
  }

  async lockAll(tx: Tx, ids: readonly string[]): Promise<Row[]> {
    const where = { id: In([...ids]) } as FindOptionsWhere<Row>;
    return tx.find(this.registration.entity, {
      where,
      order: { id: 'ASC' } as never,
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Saves and announces in one: a change without an entry cannot be written. Nothing changed: nothing is written. */
  async record(tx: Tx, change: Change<Row>): Promise<Row> {
    const [row] = await this.recordAll(tx, [change]);
    return row ?? change.after;
  }

  /** Each row once. */
  async recordAll(tx: Tx, changes: readonly Change<Row>[]): Promise<Row[]> {
    const written = changes.map((change) => this.draft(change));
    const inserted = written.filter(({ before, changed }) => !before && changed.length > 0);
    if (inserted.length > 0)
      await tx.insert(
        this.registration.entity,
        inserted.map(({ row }) => row) as QueryDeepPartialEntity<Row>[],
      );
    await this.update(
      tx,
      written.filter(({ before, changed }) => before && changed.length > 0),
    );
    await this.announce(tx, written);
    return written.map(({ row }) => row);
  }

  /** The row as it stood at that moment; 404 when it did not exist yet. Erased personal fields are null. */
  async at(id: string, moment: Date): Promise<Row> {
    const [entry] = await this.db.reading
      .createQueryBuilder(LedgerEntryEntity, 'entry')
      .where('entry.subjectId = :id AND entry.subjectType = :type', { id, type: this.type })
      .andWhere('entry.recordedAt <= :moment', { moment })
      .orderBy('entry.revision', 'DESC')
      .limit(1)
      .getMany();
    if (!entry) return this.missing(id);
    return this.revive(entry, await this.find({ id } as FindOptionsWhere<Row>));
  }

  /** Those of these rows that existed at that moment, as they stood then. */
  async allAt(ids: readonly string[], moment: Date): Promise<Row[]> {
    if (ids.length === 0) return [];
    const entries = await this.db.reading
      .createQueryBuilder(LedgerEntryEntity, 'entry')
      .distinctOn(['entry.subjectId'])
      .where('entry.subjectId IN (:...ids) AND entry.subjectType = :type', { ids, type: this.type })
      .andWhere('entry.recordedAt <= :moment', { moment })
      .orderBy('entry.subjectId')
      .addOrderBy('entry.revision', 'DESC')
      .getMany();
    const current = await this.some(ids);
    return entries.map((entry) =>
      this.revive(entry, current.find(({ id }) => id === entry.subjectId) ?? null),
    );
  }

  private draft({ before, after, action, reason }: Change<Row>) {
    const row = { ...after, revision: before ? before.revision + 1 : 1 };
    const { derived = [] } = this.registration;
    const names = this.columns().filter(({ name }) => name !== 'revision' && !derived.includes(name));
    const changed = names
      .filter(({ name }) => !before || plain(before[name]) !== plain(row[name]))
      .filter(({ name }) => before || (row[name] ?? null) !== null)
      .map(({ name }) => name);
    return { before, row: changed.length > 0 ? row : after, changed, action, reason: reason ?? null };
  }

  private async update(tx: Tx, changes: readonly ReturnType<typeof this.draft>[]): Promise<void> {
    if (changes.length === 0) return;
    const { entity, derived = [] } = this.registration;
    const fields = new Set([...derived, ...changes.flatMap(({ changed }) => changed)]);
    const rows = changes.map(({ row }) => row);
    const written = await writeNextRevisions(tx, this.source.getMetadata(entity), { rows, fields });
    const stale = changes.find(({ row }) => !written.includes(row));
    if (stale?.before) throw staleRevision(stale.before.revision);
  }

  private async announce(tx: Tx, written: readonly ReturnType<typeof this.draft>[]): Promise<void> {
    const announcements = written
      .filter(({ changed }) => changed.length > 0)
      .map(({ row, changed, action, reason }) => ({
        action,
        subjectType: this.type,
        subjectId: row.id,
        revision: row.revision,
        reason,
        state: this.stateOf(row),
        changed: changed.filter((name) => name !== 'salt').sort(),
      }));
    if (announcements.length > 0) await this.ledger.append(tx, announcements);
  }

  private stateOf(row: Row): State {
    const { personal = [], hidden = [], derived = [] } = this.registration;
    const shown = this.columns().filter(({ name }) => !hidden.includes(name) && !derived.includes(name));
    return Object.fromEntries(
      shown.map(({ name }) => [name, personal.includes(name) ? digest(row, row[name]) : (row[name] ?? null)]),
    );
  }

  private revive({ state }: LedgerEntry, current: Row | null): Row {
    const { personal = [], hidden = [], derived = [], before = {} } = this.registration;
    const revived = this.columns().map(({ name, moment }) => {
      const value = (name in state ? state[name] : before[name as keyof typeof before]) ?? null;
      if (hidden.includes(name) || derived.includes(name)) return [name, null];
      if (personal.includes(name))
        return [name, current && digest(current, current[name]) === value ? current[name] : null];
      return [name, moment && typeof value === 'string' ? new Date(value) : value];
    });
    return Object.fromEntries(revived) as Row;
  }

  private columns(): { name: keyof Row & string; moment: boolean }[] {
    return this.source.getMetadata(this.registration.entity).columns.map(({ propertyName, type }) => ({
      name: propertyName as keyof Row & string,
      moment: type === 'timestamptz',
    }));
  }

  private missing(id: string): never {
    throw new DomainError(
      'not_found',
      `${this.type}.not_found`,
      `There is no ${this.type.replaceAll('_', ' ')} ${id}`,
    );
  }
}

function plain(value: unknown): string {
  return canonicalJson(Buffer.isBuffer(value) ? value.toString('hex') : (value ?? null));
}

/** 'sha256:…' over the row's salt and the value; null stays null, so that "none" and "erased" can be told apart from a value. */
function digest(row: object, value: unknown): string | null {
  const salt = 'salt' in row && Buffer.isBuffer(row.salt) ? row.salt : null;
  if (value === null || value === undefined || !salt) return null;
  return `sha256:${createHash('sha256').update(salt).update('\0').update(plain(value)).digest('hex')}`;
}

export function staleRevision(current: number): DomainError {
  return new DomainError(
    'stale',
    'request.stale',
    'Somebody changed this in the meantime. Read it again and decide anew.',
    {
      currentRevision: current,
    },
  );
}

/** What is known of a registered table without knowing its rows. */
export type KnownRegistration = Readonly<{
  type: string;
  table: string;
  entity: EntityTarget<Registered>;
  columns: readonly Readonly<{ name: string; column: string; type: string }>[];
  /** Fields that the ledger does not hold as they are: personal, hidden and derived ones. */
  withheld: readonly string[];
  derived: readonly string[];
  derive: (row: Registered) => object;
  before: Readonly<Record<string, unknown>>;
  followedBy: readonly string[];
}>;

@Injectable()
export class Registers {
  private readonly opened = new Map<string, KnownRegistration>();

  constructor(
    private readonly source: DataSource,
    private readonly db: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Every table that was opened, by its name. */
  get tables(): ReadonlyMap<string, KnownRegistration> {
    return this.opened;
  }

  open<Row extends Registered>(registration: Registration<Row>): Register<Row> {
    const { type, entity, personal = [], hidden = [], derived = [], before = {} } = registration;
    const { followedBy = [], derive = () => ({}) } = registration;
    const { tableName: table, columns } = this.source.getMetadata(entity);
    this.opened.set(table, {
      ...{ type, table, entity, before, withheld: [...personal, ...hidden, ...derived] },
      ...{ derived, followedBy, derive: (row) => derive(row as Row) },
      columns: columns.map((each) => ({
        ...{ name: each.propertyName, column: each.databaseName },
        type: `${this.source.driver.normalizeType(each)}${each.isArray ? '[]' : ''}`,
      })),
    });
    return new Register(this.source, this.db, this.ledger, registration);
  }
}
