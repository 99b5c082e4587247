/** Parts of a data flow, as far as registers show them. */
export type Purpose = Readonly<{
  code: string;
  text: string | null;
  lawfulBasis: string | null;
  specialCondition: string | null;
  why: string | null;
  how: string | null;
  benefit: string | null;
}>;
export type DataCategory = Readonly<{ code: string; retentionDays: number | null; endAction: string | null }>;
export type Location = Readonly<{ country: string; kind: string }>;
export type Transfer = Readonly<{
  toCountry: string;
  tool: string | null;
  tia: { conclusion: string } | null;
}>;
