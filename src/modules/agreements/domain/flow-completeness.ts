import type { Unmet } from '../../../shared/unmet.js';
import { compatibilityFactors } from '../../reference-data/codes.js';
import type { Agreement } from './agreement.js';
import type { DataFlowContent, FlowDpia } from './data-flow.js';
import { screenDpia } from './dpia-screening.js';
import { blocking, warning } from './unmet-reason.js';

type Need = Readonly<{
  code: string;
  requirement: string;
  law: string;
  field: keyof DataFlowContent;
  remedy: string;
}>;

/** What the record must name whatever the standard says, because screening, scores and clocks are reckoned from it. */
const needs: readonly Need[] = [
  {
    code: 'FLOW_DIRECTION_MISSING',
    requirement: 'The record says which way the data go',
    law: 'GDPR Art. 30(1)(d)',
    field: 'direction',
    remedy: 'Give direction: outbound, inbound or bidirectional.',
  },
  {
    code: 'FLOW_VOLUME_MISSING',
    requirement: 'The record says how many people are touched',
    law: 'GDPR Art. 5(1)(c), 35(3)(b)',
    field: 'volume',
    remedy: 'Give the volume band, V0 to V4.',
  },
  {
    code: 'FLOW_FREQUENCY_MISSING',
    requirement: 'The record says how often data are sent',
    law: 'SCC (EU) 2021/914 Annex I.B',
    field: 'frequency',
    remedy: 'Give the frequency.',
  },
];

export function unmetInRecord(
  flow: DataFlowContent,
  { asProcessor = false }: Readonly<{ asProcessor?: boolean }> = {},
): Unmet[] {
  return [
    ...needs
      .filter(({ field }) => flow[field] === null)
      .map(({ field, ...need }) => blocking({ ...need, message: `${field} is empty.` })),
    ...(asProcessor ? unmetAsProcessor(flow) : []),
    ...unmetOnward(flow),
    ...unmetFurtherUse(flow),
    ...unmetScreening(flow),
    ...unmetAssessment(flow),
  ];
}

/** Under the agreement our company processes for others: by what the agreement says, or else by what the company is. */
export function actsAsProcessor(
  { legalEntityRole }: Pick<Agreement, 'legalEntityRole'>,
  { role }: Readonly<{ role: string }>,
): boolean {
  return legalEntityRole === null
    ? role === 'processor'
    : legalEntityRole === 'PROCESSOR' || legalEntityRole === 'SUB_PROCESSOR';
}

function unmetAsProcessor({ onBehalfOf }: DataFlowContent): Unmet[] {
  const incomplete = onBehalfOf.filter(
    ({ contact, processing }) => contact === null || processing.length === 0,
  );
  if (onBehalfOf.length > 0 && incomplete.length === 0) return [];
  const message =
    onBehalfOf.length === 0
      ? 'onBehalfOf is empty, and our company is a processor here.'
      : `Contact or processing is missing of ${incomplete.map(({ name }) => name).join(', ')}.`;
  return [
    blocking({
      code: 'FLOW_CONTROLLERS_MISSING',
      requirement: 'A processor records each controller for whom it processes, and what it does for it',
      message,
      law: 'GDPR Art. 30(2)(a), (b)',
      remedy: 'Name each controller in onBehalfOf, with its contact and the categories of processing.',
    }),
  ];
}

function unmetOnward({ recipients }: DataFlowContent): Unmet[] {
  const nowhere = recipients.filter(({ country }) => country === null);
  if (nowhere.length === 0) return [];
  return [
    blocking({
      code: 'FLOW_RECIPIENT_COUNTRY_MISSING',
      requirement: 'The record says in which country each further recipient is',
      message: `No country is given for ${nowhere.map(({ category }) => category).join(', ')}.`,
      law: 'GDPR Art. 30(1)(e), 44',
      remedy: 'Ask the vendor, and give the country; another country needs its ground in transfers.',
    }),
  ];
}

/** Consent to the further use takes the place of the test. */
function unmetFurtherUse({ compatibility, purposes }: DataFlowContent): Unmet[] {
  if (!compatibility?.furtherUse) return [];
  if (purposes.length > 0 && purposes.every(({ lawfulBasis }) => lawfulBasis === 'A6_1_A_CONSENT')) return [];
  const answered = new Set<string>(compatibility.factors.map(({ code }) => code));
  const open = [
    ...((compatibility.originalPurpose ?? null) === null ? ['originalPurpose'] : []),
    ...(compatibility.compatible === null ? ['compatible'] : []),
    ...compatibilityFactors.filter((code) => !answered.has(code)),
  ];
  if (open.length === 0) return [];
  return [
    blocking({
      code: 'FLOW_COMPATIBILITY_INCOMPLETE',
      requirement: 'Whether the further use fits the first purpose is examined by all five factors',
      message: `Not answered: ${open.join(', ')}.`,
      law: 'GDPR Art. 5(1)(b), 6(4)',
      remedy: 'Say what the data were given for, and answer each factor, or ask people for their consent.',
    }),
  ];
}

/** An assessment that is done says what is left of the risk, and a high one goes to the authority first. */
function unmetAssessment({ dpia }: DataFlowContent): Unmet[] {
  if (dpia?.outcome !== 'DONE') return [];
  return [...unmetAdvice(dpia), ...unmetConsultation(dpia)];
}

function unmetAdvice({ residualRisk = null, dpoAdvice = null }: FlowDpia): Unmet[] {
  const open = [
    ...(residualRisk === null ? ['residualRisk'] : []),
    ...(dpoAdvice === null ? ['dpoAdvice'] : []),
  ];
  if (open.length === 0) return [];
  return [
    warning({
      code: 'FLOW_DPIA_INCOMPLETE',
      requirement: 'The impact assessment names the advice of the data protection officer and the risk left',
      message: `Not given: ${open.join(', ')}.`,
      law: 'GDPR Art. 35(2), (7)(c), (d)',
      remedy: 'Give them in dpia.',
    }),
  ];
}

function unmetConsultation({ residualRisk = null, consultedOn = null }: FlowDpia): Unmet[] {
  if (residualRisk !== 'HIGH' || consultedOn !== null) return [];
  return [
    blocking({
      code: 'FLOW_PRIOR_CONSULTATION_MISSING',
      requirement:
        'Where a high risk is left, the supervisory authority is consulted before the data are shared',
      message: 'residualRisk is HIGH, and consultedOn is empty.',
      law: 'GDPR Art. 36(1)',
      remedy:
        'Lower the risk by further measures, or consult the authority and give the day in dpia.consultedOn.',
    }),
  ];
}

/** One criterion need not call for an assessment; that it does not is to be said. */
function unmetScreening(flow: DataFlowContent): Unmet[] {
  const { required, criteria } = screenDpia(flow);
  if (required || criteria.length === 0 || flow.dpia?.outcome !== 'NOT_REQUIRED') return [];
  if (flow.dpia.reasons !== null) return [];
  return [
    warning({
      code: 'FLOW_DPIA_REASONS_MISSING',
      requirement: 'Where a criterion is met and no impact assessment is made, the record says why',
      message: `Met: ${criteria.join(', ')}.`,
      law: 'GDPR Art. 35(1); WP 248 rev.01',
      remedy: 'Give the reasons in dpia.reasons.',
    }),
  ];
}
