import type { Home, TemplateCode } from './tables.js';

/** Whom a fact is about, for people: a vendor where there is one. */
export type About = Readonly<{ type: 'vendor' | 'legal_entity'; id: string; name: string }>;

/** One row of a template: its cells in the codes of the EBA; null is missing or does not apply. */
export type FilingRow = Readonly<{
  about: About;
  cells: Readonly<Record<string, string | null>>;
  /** Conditional columns that this row has to have. */
  needs: readonly string[];
  /** Where its facts are kept: `/agreements/…/dora`, with `#/services/0` where it is a part. */
  homes: Readonly<Partial<Record<Home, string>>>;
}>;

export type Filing = Readonly<Record<TemplateCode, readonly FilingRow[]>>;

export const severities = ['blocking', 'warning'] as const;

/** A fact that is missing or does not fit: of whom, where it is kept, and what it stands for in the filing. */
export type Gap = Readonly<{
  code: string;
  severity: (typeof severities)[number];
  template: TemplateCode;
  column: string | null;
  about: About;
  /** The resource that holds the fact, and the field in it. */
  resource: string;
  pointer: string;
  message: string;
}>;
