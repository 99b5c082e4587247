import { severityOf, type Severity, type SeverityInputs } from '../../incidents/index.js';
import { as, each, labelled, type Row } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

type Duty = Readonly<{
  to: string;
  state: string;
  dueAt: string | null;
  sentAt: string | null;
  because: string | null;
  late: string | null;
}>;
const dutiesOf = (row: Row) => row['duties'] as Duty[];

/** By the ENISA method, beside the judgement in `risk` and never instead of it. */
function severityIn(row: Row): Severity | null {
  const inputs = row['severity'] as SeverityInputs | null;
  return inputs && severityOf(inputs, row['subjects_affected'] as number | null);
}

function flagsOf(row: Row): string[] {
  const severity = severityIn(row);
  return [
    ...(severity?.moreThan100People === true ? ['MORE_THAN_100_PEOPLE'] : []),
    ...(severity?.unintelligible === true ? ['UNINTELLIGIBLE'] : []),
  ];
}

/** All breaches, also those of which nobody had to be told, with what was done and why not (GDPR Art. 33(5)). No rehearsals. */
export const incidentsRegister: ExportedRegister = {
  name: 'incidents',
  roles: readers,
  subjectType: null,
  sql: `SELECT i.*,
          (SELECT coalesce(jsonb_agg(v.name ORDER BY v.name), '[]') FROM vendor v WHERE v.id = ANY(i.vendor_ids)) AS vendor_names,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('to', o."to", 'state', o.state, 'dueAt', o.due_at, 'sentAt', o.sent_at,
                    'because', o.because, 'late', o.late_reason) ORDER BY o.due_at, o.id), '[]')
             FROM incident_obligation o WHERE o.incident_id = i.id AND o."by" = 'us') AS duties
     FROM incident i WHERE NOT i.exercise ORDER BY i.id`,
  columns: [
    as('id'),
    as('revision'),
    as('title'),
    as('status'),
    as('vendorNames', 'vendor_names'),
    as('systems'),
    as('breachTypes', 'breach_types'),
    labelled('breachTypeLabels', 'breach_types', 'breach_type'),
    as('description'),
    as('occurredFrom', 'occurred_from'),
    as('occurredTo', 'occurred_to'),
    as('vendorDetectedAt', 'vendor_detected_at'),
    as('vendorNotifiedAt', 'vendor_notified_at'),
    as('triageStartedAt', 'triage_started_at'),
    as('awareAt', 'aware_at'),
    as('awareReason', 'aware_reason'),
    as('subjectsAffected', 'subjects_affected'),
    as('recordsAffected', 'records_affected'),
    as('consequences'),
    as('measures'),
    as('risk'),
    as('riskReasons', 'risk_reasons'),
    as('exemption'),
    labelled('exemptionLabel', 'exemption', 'breach_art34_exemption'),
    each(
      'told',
      dutiesOf,
      ({ to, sentAt, late }) => sentAt && `${to}: ${sentAt}${late ? `, late: ${late}` : ''}`,
    ),
    each('notTold', dutiesOf, ({ to, state, because }) =>
      state === 'reasoned_away' || state === 'not_required' ? `${to}: ${because ?? state}` : null,
    ),
    each('stillToTell', dutiesOf, ({ to, state, dueAt }) =>
      state === 'open' ? `${to}: by ${dueAt ?? 'now'}` : null,
    ),
    as('containedAt', 'contained_at'),
    as('closedAt', 'closed_at'),
    as('outcome'),
    as('createdAt', 'created_at'),
    { name: 'severityScore', cell: (row) => severityIn(row)?.score ?? null },
    { name: 'severityBand', cell: (row) => severityIn(row)?.band ?? null },
    each('severityFlags', flagsOf, (flag) => flag),
    as('dataFlowIds', 'data_flow_ids'),
  ],
  period: between('created_at'),
};
