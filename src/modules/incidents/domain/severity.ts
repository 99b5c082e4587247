import type { FieldError } from '../../../shared/domain-error.js';

/**
 * ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches (2013):
 * SE = DPC x EI + CB. It stands beside the judgement of GDPR Art. 33(1), 34(1), and nothing follows from it.
 */
export const severityMethod = 'ENISA_2013';

/** DPC, the context of the processing: what a kind of data counts before circumstances lower or raise it. */
const contextScores = { simple: 1, behavioural: 2, financial: 3, sensitive: 4 } as const;
export type DataKind = keyof typeof contextScores;
export const dataKinds = Object.keys(contextScores) as DataKind[];
const leastContext = 1;
const mostContext = 4;
export const mostAdjustment = mostContext - leastContext;

/** EI, how easily somebody is recognised by the data; in quarters, so that the arithmetic is exact. */
const identificationQuarters = { negligible: 1, limited: 2, significant: 3, maximum: 4 } as const;
export type Identification = keyof typeof identificationQuarters;
export const identifications = Object.keys(identificationQuarters) as Identification[];

/** CB, the circumstances: who may have seen the data, whether wrong or lost ones can be mended; in quarters. */
const confidentialityQuarters = { none: 0, known_recipients: 1, unknown_recipients: 2 } as const;
export type ConfidentialityLoss = keyof typeof confidentialityQuarters;
export const confidentialityLosses = Object.keys(confidentialityQuarters) as ConfidentialityLoss[];

const integrityQuarters = { none: 0, recoverable: 1, not_recoverable: 2 } as const;
export type IntegrityLoss = keyof typeof integrityQuarters;
export const integrityLosses = Object.keys(integrityQuarters) as IntegrityLoss[];

const availabilityQuarters = { none: 0, temporary: 1, full: 2 } as const;
export type AvailabilityLoss = keyof typeof availabilityQuarters;
export const availabilityLosses = Object.keys(availabilityQuarters) as AvailabilityLoss[];

const maliceQuarters = 2;

/** One kind of data among them. `because`: why the circumstances lower or raise what it counts. */
export type DataContext = Readonly<{ kind: DataKind; adjustment: number; because: string | null }>;

/** What the method asks for. */
export type SeverityInputs = Readonly<{
  contexts: readonly DataContext[];
  identification: Identification;
  confidentiality: ConfidentialityLoss;
  integrity: IntegrityLoss;
  availability: AvailabilityLoss;
  malicious: boolean;
  /** Encrypted with a safe key, say: a flag beside the score. */
  unintelligible: boolean;
}>;

export type SeverityAssessment = Readonly<{ inputs: SeverityInputs; assessedById: string; assessedAt: Date }>;

export const severityBands = ['low', 'medium', 'high', 'very_high'] as const;
export type SeverityBand = (typeof severityBands)[number];

/** `score` = dpc x ei + the four of its circumstances. */
export type Severity = Readonly<{
  score: number;
  band: SeverityBand;
  dpc: number;
  ei: number;
  circumstances: Readonly<{
    confidentiality: number;
    integrity: number;
    availability: number;
    malicious: number;
  }>;
  /** null: nobody knows how many people. */
  moreThan100People: boolean | null;
  unintelligible: boolean;
}>;

export function severityOf(inputs: SeverityInputs, subjectsAffected: number | null): Severity {
  const { identification, confidentiality, integrity, availability, malicious, unintelligible } = inputs;
  const dpc = Math.max(leastContext, ...inputs.contexts.map(contextOf));
  const ei = identificationQuarters[identification];
  const circumstances = {
    confidentiality: confidentialityQuarters[confidentiality],
    integrity: integrityQuarters[integrity],
    availability: availabilityQuarters[availability],
    malicious: malicious ? maliceQuarters : 0,
  };
  const quarters = dpc * ei + Object.values(circumstances).reduce((sum, each) => sum + each, 0);
  return {
    ...{ score: quarters / 4, band: bandOf(quarters / 4), dpc, ei: ei / 4 },
    circumstances: {
      confidentiality: circumstances.confidentiality / 4,
      integrity: circumstances.integrity / 4,
      availability: circumstances.availability / 4,
      malicious: circumstances.malicious / 4,
    },
    moreThan100People: subjectsAffected === null ? null : subjectsAffected > 100,
    unintelligible,
  };
}

/** What the lists of the method cannot say: each kind stands once, and an adjustment has its reason. */
export function severityProblems({ contexts }: SeverityInputs): FieldError[] {
  const kinds = contexts.map(({ kind }) => kind);
  return contexts.flatMap(({ kind, adjustment, because }, nth) => [
    ...(kinds.indexOf(kind) < nth
      ? [
          problem(
            `/contexts/${nth}/kind`,
            'twice',
            `${kind} is named before: the method takes each kind once`,
          ),
        ]
      : []),
    ...(adjustment !== 0 && because === null
      ? [problem(`/contexts/${nth}/because`, 'missing', 'say why it counts less or more')]
      : []),
  ]);
}

/** Between simple and sensitive, whatever the circumstances. */
function contextOf({ kind, adjustment }: DataContext): number {
  return Math.min(mostContext, Math.max(leastContext, contextScores[kind] + adjustment));
}

function bandOf(score: number): SeverityBand {
  if (score < 2) return 'low';
  if (score < 3) return 'medium';
  return score < 4 ? 'high' : 'very_high';
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
