export const declaredChangeKinds = [
  'purpose_added',
  'purpose_gone',
  'basis_changed',
  'flexibility_changed',
  'retention_changed',
  'special_purpose_added',
  'special_purpose_gone',
  'feature_added',
  'feature_gone',
  'special_feature_added',
  'special_feature_gone',
  'data_category_added',
  'data_category_gone',
  'data_categories_disclosed',
  'data_categories_withheld',
  'detail_changed',
] as const;
export type DeclaredChangeKind = (typeof declaredChangeKinds)[number];

/** One thing that a vendor declares otherwise than before. `fact` names it: `purposes.4`, `retention.standardDays`. */
export type DeclaredChange = Readonly<{
  kind: DeclaredChangeKind;
  fact: string;
  then: unknown;
  now: unknown;
}>;

export const declaredOutcomes = ['added', 'changed', 'deleted', 'returned', 'gone'] as const;
/** What became of a vendor between two lists; null where it declares what it declared. */
export type DeclaredOutcome = (typeof declaredOutcomes)[number];
