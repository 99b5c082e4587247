import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import type { Page } from '../../shared/page.js';
import { keyedHash } from '../auth/secrets.js';
import { refuse } from '../errors/request-errors.js';
import { Database } from './database.js';
import { Installation } from './installation.js';

/** What a list may be sorted by: an SQL expression that is never NULL, and its type. */
export type SortKey = Readonly<{
  by: string;
  type: 'text' | 'timestamptz' | 'numeric' | 'float8' | 'bigint' | 'date' | 'int';
}>;

/** A list as explicit SQL: what is shown, from where, under which conditions, in which order. */
export type ListQuery = Readonly<{
  select: string;
  from: string;
  /** SQL with `$?` for each value, in order; all of them must hold. */
  where: readonly Condition[];
  sorts: Readonly<Record<string, SortKey>>;
  /** The unique column that decides between equal sort keys. */
  id: string;
}>;
export type Condition = Readonly<{ sql: string; values: readonly unknown[] }>;

/** What the caller asked for. `sort` is a name of `sorts`, with `-` in front for descending. */
export type PageRequest = Readonly<{ limit: number; cursor?: string; sort: string; count?: boolean }>;

/** Rows in which one of the columns holds the text, in any case; wildcards in the text are taken literally. */
export function containing(text: string | undefined, ...columns: readonly string[]): Condition[] {
  if (text === undefined) return [];
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return [
    {
      sql: `(${columns.map((column) => `${column} ILIKE $?`).join(' OR ')})`,
      values: columns.map(() => pattern),
    },
  ];
}

type Position = Readonly<{ key: string; id: string }>;

/** A condition that applies only when the caller gave a value. */
export function when(value: unknown, sql: string, ...values: readonly unknown[]): Condition[] {
  return value === undefined ? [] : [{ sql, values: values.length > 0 ? values : [value] }];
}

/** Keyset pages: the next page starts after the last row's sort key and id, so that rows coming and going shift nothing. */
@Injectable()
export class Lists {
  constructor(
    private readonly db: Database,
    private readonly installation: Installation,
  ) {}

  async page<Row extends object>(list: ListQuery, request: PageRequest): Promise<Page<Row>> {
    const descending = request.sort.startsWith('-');
    const sort = list.sorts[request.sort.replace(/^-/, '')];
    if (!sort) throw new Error(`The list has no sort ${request.sort}`);
    const scope = canonicalJson([
      list.from,
      list.where.map(({ sql, values }) => [sql, values.map(String)]),
      request.sort,
    ]);
    const after = request.cursor === undefined ? null : this.opened(request.cursor, scope);
    const order = descending ? 'DESC' : 'ASC';
    const conditions = [
      ...list.where,
      ...(after
        ? [
            {
              sql: `(${sort.by}, ${list.id}) ${descending ? '<' : '>'} ($?::${sort.type}, $?::${idType(list)})`,
              values: [after.key, after.id],
            },
          ]
        : []),
    ];
    const { sql, values } = numbered(conditions);
    const rows = await this.db.query<Row & { __key: string; __id: string }>(
      `SELECT ${list.select}, (${sort.by})::text AS "__key", (${list.id})::text AS "__id" FROM ${list.from}${sql}
       ORDER BY ${sort.by} ${order}, ${list.id} ${order} LIMIT ${request.limit + 1}`,
      values,
    );
    const items = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? items.at(-1) : undefined;
    return {
      items: items.map(withoutPosition),
      nextCursor: last ? this.sealed({ key: last.__key, id: last.__id }, scope) : null,
      ...(request.count ? { total: await this.total(list) } : {}),
    };
  }

  private async total(list: ListQuery): Promise<number> {
    const { sql, values } = numbered(list.where);
    const [row] = await this.db.query<{ total: string }>(
      `SELECT count(*) AS total FROM ${list.from}${sql}`,
      values,
    );
    return Number(row?.total ?? 0);
  }

  /** A cursor names a position and is signed together with the list's conditions, so that it fits no other list. */
  private sealed(position: Position, scope: string): string {
    const body = Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url');
    return `${body}.${this.signature(body, scope)}`;
  }

  private opened(cursor: string, scope: string): Position {
    const [body = '', signature = ''] = cursor.split('.');
    const expected = Buffer.from(this.signature(body, scope));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      refuse('request.bad_cursor', 'The cursor was not made for this list.', {
        errors: [{ pointer: '/cursor', code: 'bad_cursor', message: 'start the list again without cursor' }],
      });
    const [key, id] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string];
    return { key, id };
  }

  private signature(body: string, scope: string): string {
    return keyedHash(this.installation.secret, `cursor\n${scope}\n${body}`)
      .subarray(0, 16)
      .toString('base64url');
  }
}

function withoutPosition<Row extends object>(row: Row & { __key: string; __id: string }): Row {
  const shown: Partial<typeof row> = { ...row };
  delete shown.__key;
  delete shown.__id;
  return shown as Row;
}

const idType = (list: ListQuery) =>
  list.id.endsWith('seq') || list.id.endsWith('revision') ? 'bigint' : 'uuid';

/** Joins conditions and numbers their placeholders: $? becomes $1, $2 … */
export function numbered(conditions: readonly Condition[]): { sql: string; values: unknown[] } {
  const values = conditions.flatMap((condition) => [...condition.values]);
  let next = 0;
  const sql = conditions.map((condition) => condition.sql.replace(/\$\?/g, () => `$${++next}`)).join(' AND ');
  return { sql: sql === '' ? '' : ` WHERE ${sql}`, values };
}
