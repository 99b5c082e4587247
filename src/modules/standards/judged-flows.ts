import type { FlowFacts } from './domain/facts.js';

/** A data flow as the standard judges it. */
export type JudgedFlow = Readonly<{
  id: string;
  reference: string;
  vendorId: string;
  /** Everybody who drafted, changed or submitted it. */
  authorIds: readonly string[];
  facts: FlowFacts;
}>;

/** What do the flows say of themselves? Asked here, answered by the module that knows the flows. */
export abstract class JudgedFlows {
  /** Flows that are not closed, after this id in the order of ids. */
  abstract after(id: string | null, most: number): Promise<JudgedFlow[]>;
  /** Those of these flows that there are, closed ones too; with a moment, as they were on record then. */
  abstract some(ids: readonly string[], at?: Date): Promise<JudgedFlow[]>;
  /** For each of these vendors, how many closed flows lack their certificate of deletion or return. */
  abstract certificatesMissing(vendorIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
