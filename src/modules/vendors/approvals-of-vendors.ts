import type { Declaration } from './domain/declaration.js';
import type { Touched } from './domain/declared-beyond.js';

/** Which approvals does it touch that vendors declare this from now on? Answered by the module that knows them. */
export abstract class ApprovalsOfVendors {
  abstract touchedBy(declarations: readonly Declaration[]): Promise<Touched>;
}
