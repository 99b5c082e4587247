import type { LocalDate } from '../../../shared/local-date.js';

export const calendarKinds = [
  'agreement_notice',
  'agreement_renewal',
  'agreement_end',
  'agreement_amendment',
  'objection_day',
  'flow_expiry',
  'emergency_review',
  'flow_review',
  'condition_due',
  'deviation_due',
  'certificate_due',
  'legal_exception_end',
  'tia_review',
  'waiver_end',
  'certification_end',
  'dpf_recertification',
  'finding_due',
  'risk_acceptance_end',
  'assessment_due',
  'audit_planned',
  'incident_notice_due',
  'vendor_report_unread',
] as const;
export type CalendarKind = (typeof calendarKinds)[number];

/** What a kind of day asks of somebody, in a few words; entries are read in lists and in calendar programs. */
export const calendarTitles: Readonly<Record<CalendarKind, string>> = {
  agreement_notice: 'Last day to give notice',
  agreement_renewal: 'Renews itself after this day',
  agreement_end: 'Last day of the agreement',
  agreement_amendment: 'Amendment takes effect',
  objection_day: 'Last day to object to a sub-processor',
  flow_expiry: 'Approval ends',
  emergency_review: 'Emergency approval to be examined in full',
  flow_review: 'Approval to be reviewed',
  condition_due: 'Condition due',
  deviation_due: 'Sharing beyond its approval to be dealt with',
  certificate_due: 'Proof of deletion or return due',
  legal_exception_end: 'The vendor has to delete what a law let it keep',
  tia_review: 'Transfer assessment to be reviewed',
  waiver_end: 'Waiver ends',
  certification_end: 'Certificate ends',
  dpf_recertification: 'Entry in the Data Privacy Framework to be looked at: its certification ends',
  finding_due: 'Finding due',
  risk_acceptance_end: 'Accepted risk to be looked at again',
  assessment_due: 'Assessment due',
  audit_planned: 'Audit planned',
  incident_notice_due: 'Notice of an incident due',
  vendor_report_unread: 'Report of a vendor to be taken up: its 72 hours may end on this day',
};

export const subjectTypes = [
  'agreement',
  'agreement_amendment',
  'objection_window',
  'data_flow',
  'condition',
  'deviation',
  'waiver',
  'certification',
  'dpf_entry',
  'finding',
  'assessment',
  'audit',
  'incident_obligation',
  'vendor_report',
] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** Something that falls due and is still open: what is done with is not in the calendar. */
export type CalendarEntry = Readonly<{
  /** The same for as long as the thing falls due, also when its day moves. */
  id: string;
  kind: CalendarKind;
  day: LocalDate;
  subjectType: SubjectType;
  subjectId: string;
  label: string;
  /** null: the thing is about several vendors, or none that is registered. */
  vendorId: string | null;
  ownerId: string | null;
}>;

export function isOverdue({ day }: Pick<CalendarEntry, 'day'>, today: LocalDate): boolean {
  return day < today;
}
