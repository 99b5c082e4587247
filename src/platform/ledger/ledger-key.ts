import type { Registered } from './registered.js';

/** `retired`: followed by another; its checkpoints count. `revoked`: whoever has it may not be us; later ones do not. */
export const keyStatuses = ['current', 'retired', 'revoked'] as const;
export type KeyStatus = (typeof keyStatuses)[number];

export type LedgerKey = Registered &
  Readonly<{
    status: KeyStatus;
    /** The name of the ledger in its checkpoints. */
    origin: string;
    /** 32 bytes (RFC 8032) in base64. */
    publicKey: string;
    /** Leaves in the tree when it took over. */
    sinceSize: string;
    /** Canonical JSON: which key follows which, from which size on, signed as a note by itself. */
    statement: string;
    /** The same statement signed by the key before; null for the first, and where that key was lost. */
    endorsement: string | null;
    previousId: string | null;
    createdAt: Date;
    endedAt: Date | null;
    endedBecause: string | null;
  }>;
