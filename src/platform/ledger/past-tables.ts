import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Registers, type KnownRegistration } from './register.js';

/** What is looked at: the tables as they were on record by then, and, when told, only what a tree of that size holds. */
export type Knowledge = Readonly<{ knownAt: Date; treeSize?: number }>;

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

/** Each state is opened once, whatever the number of its columns: most lie apart from their rows, and compressed. */
function tableThen(
  { type, columns, withheld, before }: KnownRegistration,
  then: Knowledge,
  beside = '',
): string {
  const isHeld = ({ name }: { name: string }) => !withheld.includes(name);
  const members = columns.filter(isHeld).map((each) => `"${each.name}" ${each.type}`);
  const values = columns.map((each) =>
    isHeld(each) ? `row_then."${each.name}" AS "${each.column}"` : `NULL::${each.type} AS "${each.column}"`,
  );
  // a column that came later stood for something in the revisions from before it
  const stoodFor = canonicalJson(before).replaceAll("'", "''");
  return `SELECT ${values.join(', ')}${beside} FROM (
      SELECT DISTINCT ON (entry.subject_id) entry.state ${entriesThen(then)} AND entry.subject_type = '${type}'
       ORDER BY entry.subject_id, entry.revision DESC) newest
     CROSS JOIN LATERAL jsonb_to_record('${stoodFor}'::jsonb || newest.state) AS row_then (${members.join(', ')})`;
}

function entriesThen({ knownAt, treeSize }: Knowledge): string {
  const moment = `timestamptz '${knownAt.toISOString()}'`;
  if (treeSize === undefined) return `FROM public.ledger_entry entry WHERE entry.recorded_at <= ${moment}`;
  return `FROM public.ledger_entry entry JOIN public.ledger_leaf leaf ON leaf.entry_id = entry.id
     WHERE entry.recorded_at <= ${moment} AND leaf.position < ${treeSize}`;
}
