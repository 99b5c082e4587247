/** Records that a rule can dispose of: each is disposed of by the module that keeps it. */
export const retentionClasses = [
  'evidence_content',
  'export_bundle',
  'access_record',
  'vendor_person',
  'set_aside_report',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];
