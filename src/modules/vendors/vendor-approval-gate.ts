import type { Unmet } from '../../shared/unmet.js';

/** May this vendor be approved? Asked here, answered by the standards above. */
export abstract class VendorApprovalGate {
  /** Every blocking requirement that is not met; empty means that the vendor may be approved. */
  abstract unmet(vendorId: string): Promise<readonly Unmet[]>;
  /** Whether this person, as anything that they act as, wrote the model that the vendor is scored by. */
  abstract editedItsModel(vendorId: string, personId: string): Promise<boolean>;
}
