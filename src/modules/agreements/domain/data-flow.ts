import type { LocalDate } from '../../../shared/local-date.js';
import type { Transitions } from '../../../shared/state-machine.js';
import type {
  ChangeReaction,
  CompatibilityFactor,
  DataCategoryCode,
  DataClass,
  DataSubjectCategoryCode,
  DpfListing,
  DpiaCriterion,
  DpiaTrigger,
  FrequencyBand,
  LawfulBasis,
  PartyRole,
  Purpose,
  RetentionEndAction,
  SecurityMeasureFamily,
  SpecialCondition,
  TransferException,
  TransferTool,
  VolumeBand,
} from '../../reference-data/codes.js';
import type { ClosingCertificate } from './closing.js';
import type { TransferLeg } from './transfer-leg.js';

export const dataFlowStatuses = [
  'draft',
  'submitted',
  'approved',
  'approved_with_conditions',
  'rejected',
  'active',
  'suspended',
  'stale',
  'expired',
  'closed',
] as const;
export type DataFlowStatus = (typeof dataFlowStatuses)[number];

/** What was approved once is decided anew by submitting it again; only a closed flow stays as it is. */
export const dataFlowLifecycle: Transitions<DataFlowStatus> = {
  draft: ['submitted', 'closed'],
  submitted: ['draft', 'approved', 'approved_with_conditions', 'rejected', 'closed'],
  approved: ['active', 'stale', 'expired', 'closed'],
  approved_with_conditions: ['active', 'stale', 'expired', 'closed'],
  rejected: ['submitted', 'closed'],
  active: ['suspended', 'stale', 'expired', 'closed'],
  suspended: ['active', 'stale', 'expired', 'closed'],
  stale: ['submitted', 'closed'],
  expired: ['submitted', 'closed'],
  closed: [],
};

/** The states in which an approval stands, so that a changed fact or a passed day ends it. */
export const approvedStatuses = ['approved', 'approved_with_conditions', 'active', 'suspended'] as const;
const approved: readonly DataFlowStatus[] = approvedStatuses;
export const isApproved = (status: DataFlowStatus): boolean => approved.includes(status);

/** Where the flow stands next; what is asked there is what its readiness says. */
export function gateOf(status: DataFlowStatus): 'flow_submission' | 'flow_decision' | 'flow_activation' {
  if (status === 'submitted') return 'flow_decision';
  return isApproved(status) || status === 'closed' ? 'flow_activation' : 'flow_submission';
}

/** Seen from us: what we send, what we get, or both. */
export const flowDirections = ['outbound', 'inbound', 'bidirectional'] as const;
export type FlowDirection = (typeof flowDirections)[number];

export const locationKinds = ['storage', 'processing', 'remote_access'] as const;
export type LocationKind = (typeof locationKinds)[number];

export const tiaConclusions = ['NO_IMPEDIMENT', 'CURED_BY_MEASURES', 'NOT_CURED'] as const;
export type TiaConclusion = (typeof tiaConclusions)[number];

export const dpiaOutcomes = ['NOT_REQUIRED', 'REQUIRED', 'DONE'] as const;
export type DpiaOutcome = (typeof dpiaOutcomes)[number];

/** What is left of the risk after the measures that the assessment calls for. */
export const residualRisks = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type ResidualRisk = (typeof residualRisks)[number];

/** One purpose with its own basis; why, how and benefit are in the plain words that customers are told. */
export type FlowPurpose = Readonly<{
  code: Purpose;
  text: string | null;
  lawfulBasis: LawfulBasis | null;
  specialCondition: SpecialCondition | null;
  why: string | null;
  how: string | null;
  benefit: string | null;
}>;

export type FlowDataCategory = Readonly<{
  code: DataCategoryCode;
  justification: string | null;
  retentionDays: number | null;
  endAction: RetentionEndAction | null;
}>;

export type FlowLocation = Readonly<{ country: string; kind: LocationKind }>;

export const tiaMeasureKinds = ['TECHNICAL', 'CONTRACTUAL', 'ORGANISATIONAL'] as const;
export type TiaMeasureKind = (typeof tiaMeasureKinds)[number];

/** Transfer impact assessment, or the data protection test of UK law. It counts to `nextReviewOn`, inclusive. */
export type Tia = Readonly<{
  assessedOn: LocalDate;
  conclusion: TiaConclusion;
  nextReviewOn: LocalDate | null;
  /** A role or a firm. This and the three that follow are missing in records from before they were asked. */
  assessor?: string | null;
  /** Which laws and practices of the country were looked at, and what they mean for this transfer. */
  laws?: string | null;
  sources?: readonly string[];
  /** Supplementary measures. */
  measures?: readonly Readonly<{ kind: TiaMeasureKind; text: string }>[];
  note: string | null;
  evidenceId: string | null;
}>;

/** The approved instrument behind a tool: binding corporate rules, a code, a certificate, an authorisation. */
export type TransferInstrument = Readonly<{
  reference: string;
  /** When somebody saw that it is approved and covers the importer. */
  seenOn: LocalDate;
  evidenceId: string | null;
}>;

export type FlowTransfer = Readonly<{
  toCountry: string;
  tool: TransferTool | null;
  tia: Tia | null;
  /** This and the two that follow are missing in records from before they were asked. */
  instrument?: TransferInstrument | null;
  /** What is on record where it rests on an exception. */
  derogation?: TransferException | null;
  /** Personnel data of the recipient's own group, or all other; null leaves it open. */
  dataClass?: DataClass | null;
  /** The recipient's entry in the list of the Data Privacy Framework, as somebody saw it there. */
  dpfListing: DpfListing | null;
  /** Somebody checked that the recipient is inside the sector to which the adequacy decision is limited. */
  sectorConfirmed: boolean | null;
}>;

export type FlowDpia = Readonly<{
  outcome: DpiaOutcome;
  triggers: readonly DpiaTrigger[];
  criteria: readonly DpiaCriterion[];
  reasons: string | null;
  /** These three are missing in records from before they were asked. */
  residualRisk?: ResidualRisk | null;
  /** GDPR Art. 35(2): what the data protection officer advised. */
  dpoAdvice?: string | null;
  /** GDPR Art. 36(1): the day on which the supervisory authority was asked. */
  consultedOn?: LocalDate | null;
  evidenceId: string | null;
}>;

/** GDPR Art. 6(4): do data that were given for one purpose serve another? */
export type FlowCompatibility = Readonly<{
  furtherUse: boolean;
  /** What the data were given for; missing in records from before it was asked. */
  originalPurpose?: string | null;
  compatible: boolean | null;
  factors: readonly Readonly<{ code: CompatibilityFactor; note: string }>[];
}>;

/** GDPR Art. 30(2)(a), (b): a controller for whom our company processes the data, and what it does for it. */
export type OnBehalfOf = Readonly<{
  name: string;
  country: string | null;
  contact: string | null;
  representative: string | null;
  dpoContact: string | null;
  processing: readonly string[];
}>;

export const recipientRoles = [
  'INDEPENDENT_CONTROLLER',
  'JOINT_CONTROLLER',
  'PROCESSOR',
  'SUB_PROCESSOR',
  'THIRD_PARTY_GDPR',
  'RECIPIENT',
] as const satisfies readonly PartyRole[];
export type RecipientRole = (typeof recipientRoles)[number];

/** GDPR Art. 30(1)(d): to whom the vendor passes the data on. Often only the category is known. */
export type OnwardRecipient = Readonly<{
  category: string;
  name: string | null;
  role: RecipientRole;
  country: string | null;
  why: string;
}>;

/** What somebody drafts. Anything may be missing in a draft; readiness says what is. */
export type DataFlowContent = Readonly<{
  reference: string;
  agreementId: string;
  title: string;
  direction: FlowDirection | null;
  purposes: readonly FlowPurpose[];
  subjectCategories: readonly DataSubjectCategoryCode[];
  dataCategories: readonly FlowDataCategory[];
  volume: VolumeBand | null;
  frequency: FrequencyBand | null;
  sourceSystem: string | null;
  /** The system of the vendor in which the data arrive. */
  recipientSystem: string | null;
  onBehalfOf: readonly OnBehalfOf[];
  recipients: readonly OnwardRecipient[];
  locations: readonly FlowLocation[];
  transfers: readonly FlowTransfer[];
  securityMeasures: readonly SecurityMeasureFamily[];
  dpia: FlowDpia | null;
  compatibility: FlowCompatibility | null;
}>;

export type FactDifference = Readonly<{ fact: string; then: unknown; now: unknown }>;

/** `reaction` is missing where it was put on record before there were classes: it blocked. */
export type StaleFact = FactDifference & Readonly<{ reaction?: ChangeReaction }>;

/** Why there is no time, and the requirements that were skipped: the only ones that an emergency lifts can be waived. */
export type EmergencyGround = Readonly<{ reason: string; skipped: readonly string[] }>;

/** On a flow: asked for, and from the approval on with the last day for its full review. */
export type Emergency = EmergencyGround & Readonly<{ reviewBy: LocalDate | null }>;

export type DataFlow = DataFlowContent &
  Readonly<{
    id: string;
    revision: number;
    vendorId: string;
    legalEntityId: string;
    status: DataFlowStatus;
    /** Every way that its data take, as it was judged last. */
    legs: readonly TransferLeg[];
    /** Codes of the adequacy decisions that its transfers rely on. */
    standsOn: readonly string[];
    /** Everybody who drafted, changed or submitted it: none of them gives the opinion or the decision. */
    authorIds: readonly string[];
    submittedById: string | null;
    submittedAt: Date | null;
    /** The decision in force, or the first of two that is still waiting for the second. */
    decisionId: string | null;
    validUntil: LocalDate | null;
    /** How many conditions of the decision are still to be fulfilled; standing ones are not counted. */
    openConditions: number;
    /** The facts that ended the approval, or that are to be reviewed, then and now. */
    staleFacts: readonly StaleFact[];
    /** Facts that changed without consequence. */
    loggedFacts: readonly StaleFact[];
    /** The last day for the review of `staleFacts`; the approval stands until then. */
    reviewDueOn: LocalDate | null;
    activatedAt: Date | null;
    suspendedBecause: string | null;
    /** Asked for or approved without everything that is asked otherwise; null once it was decided on in full. */
    emergency: Emergency | null;
    closedAt: Date | null;
    /** The last day of the sharing; null until it is closed, and where nothing was shared. */
    endedOn: LocalDate | null;
    certificate: ClosingCertificate | null;
    /** Closed after it was active, and nobody has shown that the data are gone. */
    certificateMissing: boolean;
    createdById: string | null;
    createdAt: Date;
  }>;
