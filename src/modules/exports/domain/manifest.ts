import { dataFormatOf, renditionOf, type Export } from './export.js';

export const bundleFormat = 'keyholder-bundle/1';

export type ListedFile = Readonly<{ name: string; size: number; sha256: string }>;
export type TreeHead = Readonly<{ size: number; rootHash: string }>;
/** The export that was signed before, and the proof that one of the two trees is the beginning of the other. */
export type Previous = Readonly<{
  exportId: string;
  manifestSha256: string;
  checkpoint: TreeHead;
  consistency: readonly string[];
}>;

export type Contents = Readonly<{
  columns: readonly string[];
  subjectType: string | null;
  files: readonly ListedFile[];
  rowCount: number;
  population: Readonly<{ count: number; hash: string; strata: Readonly<Record<string, number>> }>;
  codeLists: Readonly<Record<string, string>>;
  checkpoint: TreeHead & Readonly<{ origin: string }>;
  previous: Previous | null;
  signedAt: Date;
}>;

/** Everything that a bundle says of itself; its canonical JSON is what is signed. docs/bundle-format.md describes it. */
export function manifestOf(order: Export, contents: Contents): Record<string, unknown> {
  const { columns, subjectType, files, rowCount, population, codeLists, checkpoint, previous } = contents;
  return {
    format: bundleFormat,
    export: {
      id: order.id,
      register: order.register,
      dataFormat: dataFormatOf(order.format),
      rendition: renditionOf(order.format),
      asOf: order.asOf,
      knownAt: order.knownAt.toISOString(),
      filters: order.filters,
      sample: order.sample,
      wholeLedger: order.wholeLedger,
      reason: order.reason,
      requestedBy: { kind: order.requestedByKind, id: order.requestedById },
      requestedAt: order.requestedAt.toISOString(),
      signedAt: contents.signedAt.toISOString(),
    },
    register: { columns, subjectType },
    counts: { rows: rowCount, population: population.count, strata: population.strata },
    populationHash: population.hash,
    codeLists,
    files,
    checkpoint,
    previous,
  };
}
