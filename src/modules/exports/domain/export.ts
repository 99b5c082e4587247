import type { LocalDate } from '../../../shared/local-date.js';

/** What a verifier compares with the ledger, row by row. */
export const dataFormats = ['csv', 'ndjson', 'json'] as const;
export type DataFormat = (typeof dataFormats)[number];
/** The same rows for people or for programs and authorities that know a vocabulary or a model, beside the data in CSV. */
export const renditionFormats = ['xlsx', 'pdf', 'jsonld', 'oscal', 'xbrl-csv'] as const;
export type RenditionFormat = (typeof renditionFormats)[number];
export const bundleFormats = [...dataFormats, ...renditionFormats] as const;
export type BundleFormat = (typeof bundleFormats)[number];

export const renditionOf = (format: BundleFormat): RenditionFormat | null =>
  renditionFormats.find((one) => one === format) ?? null;
/** What the file is called; a filing has the name that its authority wants. */
const renditionFiles: Readonly<Record<RenditionFormat, string>> = {
  ...{ xlsx: 'data.xlsx', pdf: 'data.pdf', jsonld: 'data.jsonld', oscal: 'data.oscal.json' },
  'xbrl-csv': '*.zip',
};
export const renditionFile = (format: RenditionFormat): string => renditionFiles[format];
export const dataFormatOf = (format: BundleFormat): DataFormat =>
  dataFormats.find((one) => one === format) ?? 'csv';

/** `running`: a job works on it; `ready`: can be fetched; `removed`: its days are over, the manifest stays. */
export const exportStatuses = ['queued', 'running', 'ready', 'failed', 'removed'] as const;
export type ExportStatus = (typeof exportStatuses)[number];

/** Only rows that have one of these values in that column, as it stands in the register. */
export type Filter = Readonly<{ column: string; values: readonly string[] }>;

/** So many rows, drawn by chance that anybody can draw again; in each stratum by its share. */
export type SampleOrder = Readonly<{ size: number; seed: string; strata: readonly string[] }>;

export type ExportOrder = Readonly<{
  register: string;
  format: BundleFormat;
  /** What was true on that day only; null: whatever is on record. */
  asOf: LocalDate | null;
  filters: readonly Filter[];
  sample: SampleOrder | null;
  /** Every leaf of the ledger goes along, which proves that no row is missing. */
  wholeLedger: boolean;
  reason: string;
}>;

/** An export that somebody asked for, and what came of it. */
export type Export = ExportOrder &
  Readonly<{
    id: string;
    revision: number;
    status: ExportStatus;
    /** As it was on record by then. */
    knownAt: Date;
    /** The tree that everything in it is taken from and proven by; null until work has begun. */
    treeSize: string | null;
    jobId: string | null;
    rowCount: number | null;
    populationCount: number | null;
    /** Canonical JSON and its detached JWS, from the moment of signing on. */
    manifest: string | null;
    signature: string | null;
    manifestSha256: string | null;
    /** The export that was signed before this one. */
    previousId: string | null;
    sha256: string | null;
    byteCount: string | null;
    problem: Readonly<{ code: string; detail: string }> | null;
    requestedByKind: 'user' | 'api_key' | 'respondent' | 'system';
    requestedById: string;
    requestedAt: Date;
    signedAt: Date | null;
    readyAt: Date | null;
    removeAfter: Date | null;
  }>;

/** Without what only a single one is asked for. */
export type ListedExport = Omit<Export, 'manifest' | 'signature'>;
