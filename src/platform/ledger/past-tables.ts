import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Registers, type KnownRegistration } from './register.js';

/** What is looked at: the tables as they were on record by then, and, when told, only what a tree of that size holds. */
export type Knowledge = Readonly<{ knownAt: Date; treeSize?: number }>;

/** A function takes a hundred arguments. */
const fieldsAtOnce = 40;
const theLedgerItself = 'ledger_entry';

/**
 * Lets a statement over the registered tables run over what they were: each table that it reads is replaced, under its
 * own name, by the newest entry of each subject until then. The answer comes from the ledger alone, so it is the same for
 * ever. What the ledger does not hold (personal fields, search keys) is null there.
 */
@Injectable()
export class PastTables {
  constructor(private readonly registers: Registers) {}

  /** The rows of one table, with all its columns. */
  rowsOf(table: KnownRegistration, knowledge: Knowledge): string {
    return tableThen(table, knowledge, ', newest.state AS in_ledger');
  }

  statement(sql: string, knowledge: Knowledge): string {
    const read = [...this.registers.tables.values()].filter(({ table }) => reads(sql, table));
    const replaced = read.map((table) => `${table.table} AS (${tableThen(table, knowledge)})`);
    if (reads(sql, theLedgerItself))
      replaced.push(`${theLedgerItself} AS (SELECT entry.* ${entriesThen(knowledge)})`);
    if (replaced.length === 0) throw new Error('The statement reads no registered table.');
    const [, further] = /^\s*WITH\s+([^]*)$/i.exec(sql) ?? [];
    return `WITH ${replaced.join(', ')}${further === undefined ? ` ${sql}` : `, ${further}`}`;
  }
}

function reads(sql: string, table: string): boolean {
  return new RegExp(`\\b(?:FROM|JOIN)\\s+${table}\\b`, 'i').test(sql);
}

function tableThen(
  { type, table, columns, withheld, before }: KnownRegistration,
  then: Knowledge,
  beside = '',
): string {
  const held = columns.filter(({ name }) => !withheld.includes(name));
  const members = held.map(({ name, column }) => `'${column}', ${memberOf(name, before)}`);
  const objects = Array.from({ length: Math.ceil(members.length / fieldsAtOnce) }, (_none, nth) => {
    const some = members.slice(nth * fieldsAtOnce, (nth + 1) * fieldsAtOnce);
    return `jsonb_build_object(${some.join(', ')})`;
  });
  return `SELECT row_then.*${beside} FROM (
      SELECT DISTINCT ON (entry.subject_id) entry.state ${entriesThen(then)} AND entry.subject_type = '${type}'
       ORDER BY entry.subject_id, entry.revision DESC) newest,
    jsonb_populate_record(NULL::public.${table}, ${objects.join(' || ')}) row_then`;
}

/** A column that came later stood for something in the revisions from before it. */
function memberOf(name: string, before: KnownRegistration['before']): string {
  const member = `newest.state -> '${name}'`;
  if (!(name in before)) return member;
  const stoodFor = canonicalJson(before[name] ?? null).replaceAll("'", "''");
  return `CASE WHEN newest.state ? '${name}' THEN ${member} ELSE '${stoodFor}'::jsonb END`;
}

function entriesThen({ knownAt, treeSize }: Knowledge): string {
  const moment = `timestamptz '${knownAt.toISOString()}'`;
  if (treeSize === undefined) return `FROM public.ledger_entry entry WHERE entry.recorded_at <= ${moment}`;
  return `FROM public.ledger_entry entry JOIN public.ledger_leaf leaf ON leaf.entry_id = entry.id
     WHERE entry.recorded_at <= ${moment} AND leaf.position < ${treeSize}`;
}
