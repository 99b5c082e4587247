import { localDate, addDays } from '../../../shared/local-date.js';
import { twoDecimals } from '../../../shared/rounding.js';
import { dayOf } from '../domain/register.js';
import type { Row } from '../domain/column.js';
import type { Assessed, Judged, Observed, Risk } from '../domain/oscal.js';
import { vendorIn } from './assessed-rows.js';

type Control = Readonly<{
  id: string;
  title: string;
  answer: number | null;
  notApplicable: boolean;
  evidenceStrength: number;
  evidenceValidTo?: string | null;
  daysOver: number;
}>;
type Gap = Readonly<{ id: string; title: string; severity: string; overdue: boolean }>;
type Inputs = Readonly<{ assessmentId: string | null; controls: Control[]; findings: Gap[] }>;
type Knockout = Readonly<{ id: string; title: string; reason: string }>;

/** From here on a third party tested it (0.8) or audited it (1). */
const tested = 0.8;
const seen = 0.5;

/** A score: each control that counted, with the evidence it rested on, and each gap that counted against it. */
export function assessedScore(row: Row): Assessed {
  const id = String(row['id']);
  const inputs = row['inputs'] as Inputs;
  const knockouts = row['knockouts'] as Knockout[];
  const computedAt = row['computed_at'] as Date;
  const counting = inputs.controls.filter(({ notApplicable }) => !notApplicable);
  const knockedOut = new Set(knockouts.map((knockout) => knockout.id));
  return {
    ...{ id, start: computedAt, end: computedAt, vendor: vendorIn(row) },
    title: `Audit score ${String(row['number'])} of ${String(row['vendor_name'])}`,
    description: `Residual risk ${shown(row, 'residual_risk')}, grade ${String(row['grade'])}.`,
    about: [
      ...[['inherent_risk'], ['control_effectiveness'], ['residual_risk'], ['confidence'], ['coverage']].map(
        ([name = '']) => [name.replaceAll('_', '-'), shown(row, name)] as const,
      ),
      ['grade', String(row['grade'])],
      ['tier', String(row['tier'])],
      ['model', `${String(row['model_id'])} ${String(row['model_version'])}`],
      ['inputs-digest', String(row['inputs_digest'])],
      ['assessment-id', inputs.assessmentId],
    ],
    controls: inputs.controls.map((control) => control.id),
    observed: counting.filter(({ answer }) => answer !== null).map((one) => observedIn(id, one, computedAt)),
    judged: counting.map((one) => judgedIn(id, one, knockedOut)),
    risks: [
      ...knockouts.map((one) => knockoutRisk(id, one)),
      ...inputs.findings.map((gap) => gapRisk(id, gap)),
    ],
  };
}

const shown = (row: Row, name: string) => twoDecimals(Number(row[name])).toFixed(2);

function observedIn(score: string, control: Control, computedAt: Date): Observed {
  const { id, title, answer, evidenceStrength, evidenceValidTo, daysOver } = control;
  return {
    ...{ id: `observation/${score}/${id}`, title, collected: computedAt, evidence: [] },
    description: `Effectiveness ${String(answer)}, strength of evidence ${evidenceStrength}.`,
    methods:
      evidenceStrength >= tested
        ? ['EXAMINE', 'TEST']
        : evidenceStrength >= seen
          ? ['EXAMINE']
          : ['INTERVIEW'],
    expiresOn: evidenceValidTo ?? (daysOver > 0 ? lapsedOn(computedAt, daysOver) : null),
    about: [['control', id]],
  };
}

function lapsedOn(computedAt: Date, daysOver: number): string {
  return addDays(dayOf(computedAt) ?? localDate('1970-01-01'), -daysOver);
}

/** Satisfied: wholly effective, on evidence, and the evidence is still good. */
function judgedIn(score: string, control: Control, knockedOut: ReadonlySet<string>): Judged {
  const { id, title, answer } = control;
  const short = shortcomings(control);
  return {
    ...{ id: `${score}/${id}`, control: id, title, isSatisfied: short.length === 0 },
    description: short.length === 0 ? 'Wholly effective, on evidence that is good.' : `${short.join('; ')}.`,
    observations: answer === null ? [] : [`observation/${score}/${id}`],
    risks: knockedOut.has(id) ? [`knockout/${score}/${id}`] : [],
  };
}

function shortcomings({ answer, evidenceStrength, daysOver }: Control): string[] {
  if (answer === null) return ['Not answered'];
  return [
    ...(answer === 0 ? ['Not effective'] : answer < 1 ? ['Effective in part'] : []),
    ...(evidenceStrength === 0 ? ['No evidence'] : []),
    ...(daysOver > 0 ? [`Evidence lapsed ${daysOver} days ago`] : []),
  ];
}

function knockoutRisk(score: string, { id, title, reason }: Knockout): Risk {
  return {
    ...{ id: `knockout/${score}/${id}`, title, status: 'open', dueOn: null },
    statement: 'A failure that other strengths do not make good.',
    about: [
      ['control', id],
      ['knockout', reason],
    ],
  };
}

function gapRisk(score: string, { id, title, severity, overdue }: Gap): Risk {
  return {
    ...{ id: `risk/${score}/${id}`, title, status: 'open', dueOn: null },
    statement: overdue ? 'Not settled in time.' : 'Not settled yet.',
    about: [
      ['record-id', id],
      ['severity', severity],
    ],
  };
}
