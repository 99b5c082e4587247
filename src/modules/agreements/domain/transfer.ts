import type { DataFlow, FlowTransfer } from './data-flow.js';
import type { TransferLeg } from './transfer-legs.js';

/** One way of one flow. */
export type Transfer = Readonly<{
  id: string;
  dataFlowId: string;
  fromCountry: string;
  vendorName: string;
  leg: TransferLeg;
  /** What the flow says of it itself; null where only a place says that data go there. */
  declared: FlowTransfer | null;
}> &
  Pick<DataFlow, 'reference' | 'title' | 'status' | 'direction' | 'legalEntityId' | 'vendorId' | 'locations'>;
