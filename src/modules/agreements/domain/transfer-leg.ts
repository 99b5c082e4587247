import type { TransferTool } from '../../reference-data/codes.js';

/** One way that data take out of our country, and whether it may be taken on that day. Unknown is no. */
export type TransferLeg = Readonly<{
  toCountry: string;
  tool: TransferTool | null;
  allowed: boolean;
  derogation: boolean;
  /** False inside the exporter's own area, where the law on transfers asks for nothing. */
  restricted: boolean;
  reason: string;
  law: string;
  /** The adequacy decision that the leg relies on: it carries the transfer, or the named tool claims so. */
  reliesOn: string | null;
}>;
