import type { LocalDate } from '../../../shared/local-date.js';

export const auditKinds = ['self_assessment_review', 'remote', 'on_site', 'third_party_report'] as const;
export type AuditKind = (typeof auditKinds)[number];

/** An examination of a vendor (Art. 28(3)(h) GDPR). What it found stands in findings. */
export type Audit = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  kind: AuditKind;
  scope: string;
  performedOn: LocalDate;
  auditor: string;
  conclusion: string;
  createdById: string;
  createdAt: Date;
}>;
