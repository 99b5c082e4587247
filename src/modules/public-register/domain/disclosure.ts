export const disclosureModes = ['public', 'by_category', 'withheld'] as const;
export type DisclosureMode = (typeof disclosureModes)[number];

/** Plain words in one language, in place of those of the data flow; null keeps the flow's own. */
export type PublicWords = Readonly<{
  /** BCP 47: en, it, de-AT. */
  language: string;
  title: string | null;
  why: string | null;
  how: string | null;
  benefit: string | null;
}>;

/** What the public register says of a data flow. Without one it is public: see ADR 32. */
export type Disclosure = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  mode: DisclosureMode;
  /** Shown in place of the recipient's name, when that is not shown (GDPR Art. 13(1)(e): recipients or categories of them). */
  category: string | null;
  reason: string | null;
  words: readonly PublicWords[];
  howToObject: string | null;
  decidedById: string;
  decidedAt: Date;
}>;

export type DisclosureGiven = Pick<Disclosure, 'mode' | 'category' | 'reason' | 'words' | 'howToObject'>;

/** A data flow that is shown to the public, or would be; `mode` is public where nothing was decided. */
export type DisclosedFlow = Readonly<{
  dataFlowId: string;
  reference: string;
  title: string;
  status: string;
  vendorId: string;
  vendorName: string;
  mode: DisclosureMode;
  category: string | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedById: string | null;
}>;
