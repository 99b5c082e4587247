// Codes of documents as constants, for types and DTOs. catalogue.spec.ts proves them equal to lists/*.json.

export const evidenceKinds = [
  'POLICY',
  'CERTIFICATE',
  'AUDIT_REPORT',
  'TEST_REPORT',
  'CONTRACT',
  'OTHER',
  'SOC1_REPORT',
  'SOC2_TYPE_1',
  'SOC2_TYPE_2',
  'SOC3_REPORT',
  'ISO_CERTIFICATE',
  'STATEMENT_OF_APPLICABILITY',
  'PENETRATION_TEST',
  'VULNERABILITY_SCAN',
  'PCI_DSS_AOC',
  'INSURANCE',
  'CONTINUITY_TEST',
  'TRAINING_RECORD',
  'IMPACT_ASSESSMENT',
  'DELETION_CERTIFICATE',
  'ARCHITECTURE',
  'SUBPROCESSOR_LIST',
  'QUESTIONNAIRE',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
