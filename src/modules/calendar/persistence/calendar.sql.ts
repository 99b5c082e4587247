import type { CalendarKind, SubjectType } from '../domain/calendar-entry.js';

type Source = Readonly<{
  kind: CalendarKind;
  subject: SubjectType;
  /** SQL expressions over `from`; `key` tells several of a subject apart. */
  day: string;
  id: string;
  key?: string;
  label: string;
  vendor: string;
  owner: string;
  from: string;
  where: string;
}>;

const vendorOf = (column: string) => `JOIN vendor v ON v.id = ${column}`;
const agreement = {
  subject: 'agreement',
  id: 'a.id',
  label: `a.reference || ' with ' || v.name`,
  vendor: 'a.vendor_id',
  owner: 'v.owner_id',
  from: `agreement a ${vendorOf('a.vendor_id')}`,
} as const;
const running = `a.status IN ('in_force', 'suspended')`;
const flow = {
  label: `f.reference || ' ' || f.title`,
  vendor: 'f.vendor_id',
  owner: 'f.created_by_id',
} as const;
/** Where the agreement says nothing. */
const usualDeletionDays = 30;
/** GDPR Art. 33(1), counted from when the vendor told us. */
const hoursOfAuthority = 72;
const present = `v.status NOT IN ('rejected', 'offboarded')`;

/** One row for everything that falls due, each from the table that knows: what is done with is left out. */
const sources: readonly Source[] = [
  {
    ...agreement,
    kind: 'agreement_notice',
    day: 'a.notice_on',
    where: `${running} AND a.notice_on IS NOT NULL AND a.notice_given_on IS NULL AND a.ends_on IS NULL
      AND a.notice_on <= a.term_ends_on`,
  },
  {
    ...agreement,
    kind: 'agreement_renewal',
    day: 'a.term_ends_on',
    where: `${running} AND a.auto_renewal AND a.term_ends_on IS NOT NULL AND a.ends_on IS NULL`,
  },
  { ...agreement, kind: 'agreement_end', day: 'a.ends_on', where: `${running} AND a.ends_on IS NOT NULL` },
  {
    ...agreement,
    kind: 'agreement_amendment',
    subject: 'agreement_amendment',
    day: 'm.effective_from',
    id: 'm.id',
    label: `m.reference || ' to ' || a.reference || ' with ' || v.name`,
    from: `agreement_amendment m JOIN agreement a ON a.id = m.agreement_id ${vendorOf('a.vendor_id')}`,
    where: `m.status = 'signed'`,
  },
  {
    ...agreement,
    kind: 'objection_day',
    subject: 'objection_window',
    day: 'w.last_day',
    id: 'w.id',
    label: `(w.change ->> 'name') || ' under ' || a.reference || ' with ' || v.name`,
    from: `objection_window w JOIN agreement a ON a.id = w.agreement_id ${vendorOf('a.vendor_id')}`,
    where: `w.state = 'IN_OBJECTION_WINDOW'`,
  },
  {
    ...flow,
    kind: 'flow_expiry',
    subject: 'data_flow',
    day: 'f.valid_until',
    id: 'f.id',
    from: 'data_flow f',
    where: `f.status IN ('approved', 'approved_with_conditions', 'active', 'suspended', 'expired')
      AND f.valid_until IS NOT NULL AND f.emergency IS NULL`,
  },
  {
    ...flow,
    kind: 'emergency_review',
    subject: 'data_flow',
    day: `(f.emergency ->> 'reviewBy')::date`,
    id: 'f.id',
    from: 'data_flow f',
    where: `f.status NOT IN ('closed', 'rejected') AND f.emergency ->> 'reviewBy' IS NOT NULL`,
  },
  {
    ...flow,
    kind: 'flow_review',
    subject: 'data_flow',
    day: 'f.review_due_on',
    id: 'f.id',
    from: 'data_flow f',
    where: `f.status IN ('approved', 'approved_with_conditions', 'active', 'suspended')
      AND f.review_due_on IS NOT NULL`,
  },
  {
    ...flow,
    kind: 'condition_due',
    subject: 'condition',
    day: 'c.due_on',
    id: 'c.id',
    label: `f.reference || ': ' || left(c.text, 120)`,
    owner: 'coalesce(c.owner_id, f.created_by_id)',
    from: `data_flow_condition c JOIN data_flow f ON f.id = c.data_flow_id
      JOIN data_flow_decision d ON d.id = f.decision_id AND c.decision_id IN (d.id, d.confirms_id)`,
    where: `c.fulfilled_at IS NULL AND c.kind <> 'standing' AND c.due_on IS NOT NULL
      AND f.status IN ('approved', 'approved_with_conditions', 'active', 'suspended', 'stale')`,
  },
  {
    ...flow,
    kind: 'deviation_due',
    subject: 'deviation',
    day: 'n.due_on',
    id: 'n.id',
    label: `f.reference || ': ' || n.kind || ' ' || n.excess`,
    from: 'deviation n JOIN data_flow f ON f.id = n.data_flow_id',
    where: `n.status <> 'resolved'`,
  },
  {
    ...flow,
    kind: 'certificate_due',
    subject: 'data_flow',
    day: `coalesce(f.ended_on, f.closed_at::date) + coalesce(a.deletion_days, ${usualDeletionDays})`,
    id: 'f.id',
    from: 'data_flow f JOIN agreement a ON a.id = f.agreement_id',
    where: 'f.certificate_missing',
  },
  {
    ...flow,
    kind: 'legal_exception_end',
    subject: 'data_flow',
    day: `(e.kept ->> 'until')::date`,
    id: 'f.id',
    key: 'e.nth',
    label: `f.reference || ': ' || left(e.kept ->> 'what', 120)`,
    from: `data_flow f CROSS JOIN LATERAL jsonb_array_elements(f.certificate -> 'exceptions') WITH ORDINALITY AS e (kept, nth)`,
    where: `f.status = 'closed' AND e.kept ->> 'until' IS NOT NULL`,
  },
  {
    ...flow,
    kind: 'tia_review',
    subject: 'data_flow',
    day: `(t.leg -> 'tia' ->> 'nextReviewOn')::date`,
    id: 'f.id',
    key: 't.nth',
    label: `f.reference || ': ' || (t.leg ->> 'toCountry')`,
    from: `data_flow f CROSS JOIN LATERAL jsonb_array_elements(f.transfers) WITH ORDINALITY AS t (leg, nth)`,
    where: `f.status NOT IN ('closed', 'rejected') AND t.leg -> 'tia' ->> 'nextReviewOn' IS NOT NULL`,
  },
  {
    kind: 'waiver_end',
    subject: 'waiver',
    day: 'w.valid_until',
    id: 'w.id',
    label: `w.requirement_id || coalesce(' for ' || f.reference, ' for ' || sv.name, '')`,
    vendor: 'coalesce(f.vendor_id, w.subject_id)',
    owner: 'w.requested_by_id',
    from: `waiver w LEFT JOIN data_flow f ON w.subject_type = 'data_flow' AND f.id = w.subject_id
      LEFT JOIN vendor sv ON w.subject_type = 'vendor' AND sv.id = w.subject_id`,
    where: `w.status = 'granted'`,
  },
  {
    kind: 'certification_end',
    subject: 'certification',
    day: 'k.valid_to',
    id: 'k.id',
    label: `k.scheme || ' of ' || v.name`,
    vendor: 'k.vendor_id',
    owner: 'v.owner_id',
    from: `certification k ${vendorOf('k.vendor_id')}`,
    where: `NOT k.removed AND k.valid_to IS NOT NULL AND ${present} AND NOT EXISTS (
      SELECT 1 FROM certification newer WHERE newer.vendor_id = k.vendor_id AND newer.scheme = k.scheme
         AND NOT newer.removed AND newer.id <> k.id AND newer.valid_to > k.valid_to)`,
  },
  {
    kind: 'dpf_recertification',
    subject: 'dpf_entry',
    day: 'l.next_certification_due',
    id: 'l.id',
    label: `l.framework || ' of ' || v.name`,
    vendor: 'l.vendor_id',
    owner: 'v.owner_id',
    from: `dpf_entry l ${vendorOf('l.vendor_id')}`,
    where: `NOT l.removed AND l.inactive_from IS NULL AND ${present} AND NOT EXISTS (
      SELECT 1 FROM dpf_entry newer WHERE newer.vendor_id = l.vendor_id AND newer.framework = l.framework
         AND NOT newer.removed AND newer.id <> l.id AND newer.active_from > l.active_from)`,
  },
  {
    kind: 'finding_due',
    subject: 'finding',
    day: 'n.due_on',
    id: 'n.id',
    label: `n.title || ' (' || v.name || ')'`,
    vendor: 'n.vendor_id',
    owner: 'coalesce(n.owner_id, v.owner_id)',
    from: `finding n ${vendorOf('n.vendor_id')}`,
    where: `n.status IN ('open', 'in_remediation')`,
  },
  {
    kind: 'risk_acceptance_end',
    subject: 'finding',
    day: 'n.accepted_until',
    id: 'n.id',
    label: `n.title || ' (' || v.name || ')'`,
    vendor: 'n.vendor_id',
    owner: 'coalesce(n.owner_id, v.owner_id)',
    from: `finding n ${vendorOf('n.vendor_id')}`,
    where: `n.status = 'risk_accepted' AND n.accepted_until IS NOT NULL`,
  },
  {
    kind: 'assessment_due',
    subject: 'assessment',
    day: 's.due_on',
    id: 's.id',
    label: `'Questionnaire to ' || v.name`,
    vendor: 's.vendor_id',
    owner: 'v.owner_id',
    from: `assessment s ${vendorOf('s.vendor_id')}`,
    where: `s.status IN ('sent', 'in_progress', 'returned')`,
  },
  {
    kind: 'audit_planned',
    subject: 'audit',
    day: 'u.planned_for',
    id: 'u.id',
    label: `v.name || ': ' || left(u.scope, 120)`,
    vendor: 'u.vendor_id',
    owner: 'coalesce(u.auditor_id, v.owner_id)',
    from: `audit u ${vendorOf('u.vendor_id')}`,
    where: `u.status = 'planned' AND u.planned_for IS NOT NULL`,
  },
  {
    kind: 'incident_notice_due',
    subject: 'incident_obligation',
    day: `(o.due_at AT TIME ZONE 'UTC')::date`,
    id: 'o.id',
    label: `i.title || ': ' || o.to`,
    vendor: 'CASE WHEN cardinality(i.vendor_ids) = 1 THEN i.vendor_ids[1] END',
    owner: 'i.owner_id',
    from: 'incident_obligation o JOIN incident i ON i.id = o.incident_id',
    where: `o.state = 'open' AND o.by = 'us' AND o.due_at IS NOT NULL AND NOT i.exercise`,
  },
  {
    kind: 'vendor_report_unread',
    subject: 'vendor_report',
    day: `((r.told_at + interval '${hoursOfAuthority} hours') AT TIME ZONE 'UTC')::date`,
    id: 'r.id',
    label: `r.title || ' (' || v.name || ')'`,
    vendor: 'r.vendor_id',
    owner: 'v.owner_id',
    from: `vendor_report r ${vendorOf('r.vendor_id')}`,
    where: `r.status = 'new'`,
  },
];

const branch = ({ kind, subject, day, id, key, label, vendor, owner, from, where }: Source) =>
  `SELECT md5('${kind} ' || ${id}::text${key ? ` || ' ' || ${key}::text` : ''})::uuid AS id, '${kind}'::text AS kind,
    ${day} AS day, '${subject}'::text AS subject_type, ${id} AS subject_id, ${label} AS label,
    ${vendor} AS vendor_id, ${owner} AS owner_id FROM ${from} WHERE ${where}`;

/** Conditions on its columns reach the tables themselves: PostgreSQL pushes them into each part. */
export const calendarRows = sources.map(branch).join('\nUNION ALL ');
