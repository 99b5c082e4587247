import type { Unmet } from '../../shared/unmet.js';
import type { DataFlow } from './domain/data-flow.js';

/** Are the people told who gets their data? Asked here, answered by the module that knows the notices. */
export abstract class Disclosures {
  /** What is open for each of these flows, by its id, in as many statements as for one. */
  abstract unmetOf(flows: readonly DataFlow[]): Promise<ReadonlyMap<string, readonly Unmet[]>>;
}
