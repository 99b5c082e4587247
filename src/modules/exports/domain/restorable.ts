/** What a manifest says that decides whether a ledger can be restored from its bundle. */
export type RestorableManifest = Readonly<{
  export: Readonly<{
    id: string;
    register: string;
    dataFormat: string;
    asOf: string | null;
    filters: readonly unknown[];
    sample: unknown;
    wholeLedger: boolean;
    signedAt: string;
  }>;
  checkpoint: Readonly<{ origin: string; size: number; rootHash: string }>;
}>;

/** Every reason why no ledger can be restored from such a bundle; empty means that one can. */
export function unmetForRestoring({ export: order }: RestorableManifest, now: Date): string[] {
  const isLedger = order.register === 'ledger';
  return [
    ...(isLedger ? [] : [`It is of the register ${order.register}: the register ledger is needed.`]),
    ...(order.sample === null ? [] : ['It is a sample: all rows are needed.']),
    ...(order.filters.length === 0 ? [] : ['It is filtered: all rows are needed.']),
    ...(order.asOf === null ? [] : [`It is as of ${order.asOf}: all days are needed.`]),
    ...(order.signedAt <= now.toISOString()
      ? []
      : [`It was signed at ${order.signedAt}, which has not come yet: set the clock of this machine.`]),
    ...(order.wholeLedger ? [] : ['It does not hold the whole ledger: make it with wholeLedger.']),
  ];
}
