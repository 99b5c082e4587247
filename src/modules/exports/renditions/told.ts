import type { Export } from '../domain/export.js';

/** What somebody has to know who holds the file in hand, by what it is called. */
export function toldOf(order: Export, rowCount: number): [label: string, value: string][] {
  const { register, asOf, knownAt, filters, sample, reason, id, treeSize } = order;
  return [
    ['Register', register],
    ['True on', asOf ?? 'any day: whatever is on record'],
    ['Known at', knownAt.toISOString()],
    ['Rows', String(rowCount)],
    ['Filters', filters.map(({ column, values }) => `${column}: ${values.join(', ')}`).join('; ') || 'none'],
    [
      'Sample',
      sample === null ? 'none: every row' : `${sample.size} rows drawn with the seed "${sample.seed}"`,
    ],
    ['Asked for because', reason],
    ['Asked for at', order.requestedAt.toISOString()],
    ['Asked for by', `${order.requestedByKind} ${order.requestedById}`],
    ['Export', id],
    ['Ledger', `${treeSize ?? '0'} entries`],
    [
      'Proof',
      'manifest.json, its signature and the proofs lie beside this file: keyholder verify BUNDLE.zip --key KEY.pem',
    ],
  ];
}

/** `legalEntityName` as a heading: Legal entity name. */
export function headingOf(column: string): string {
  const words = column.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
