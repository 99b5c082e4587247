import type { CelType } from '../../../shared/conditions.js';

/** What is known of a vendor. A member that is not there is unknown, and a rule that needs it fails closed. */
export type VendorFacts = Readonly<{
  vendor: Partial<
    Readonly<{
      status: string;
      tier: number;
      country: string;
      categories: string[];
      hasRiskProfile: boolean;
      subprocessorsListed: boolean;
    }>
  >;
  /** `present` is false while the vendor is unscored; the other members are then unknown. */
  score: Partial<
    Readonly<{
      present: boolean;
      grade: string;
      inherentRisk: number;
      residualRisk: number;
      controlEffectiveness: number;
      confidence: number;
      coverage: number;
      knockouts: string[];
      lapsedControls: number;
    }>
  >;
  findings: Partial<
    Readonly<{ open: number; openHigh: number; openCritical: number; overdue: number; breaches: string[] }>
  >;
  certifications: Partial<Readonly<{ valid: string[]; expired: string[] }>>;
  sharing: Partial<Readonly<{ certificatesMissing: number }>>;
}>;

/** What is known of one assessment that is about to be completed. */
export type AssessmentFacts = Readonly<{
  assessment: Readonly<{
    controls: number;
    unanswered: number;
    withoutEvidence: number;
    lapsedEvidence: number;
  }>;
}>;

/** What is known of one agreement. Missing texts are '', missing numbers -1. */
export type AgreementFacts = Readonly<{
  agreement: Readonly<{
    kind: string;
    status: string;
    inForce: boolean;
    missingClauses: readonly string[];
    partialClauses: readonly string[];
    breachNoticeHours: number;
    subprocessorAuthorisation: string;
    effectiveTo: string;
  }>;
}>;

/** What is known of one data flow, as the module of the flows delivers it. Missing texts are '', missing numbers -1. */
export type FlowFacts = AgreementFacts &
  Readonly<{
    flow: Readonly<{
      direction: string;
      purposes: readonly PurposeFacts[];
      subjectCategories: readonly string[];
      dataCategories: readonly DataCategoryFacts[];
      specialCategories: readonly string[];
      criminal: boolean;
      children: boolean;
      volume: string;
      frequency: string;
      locations: readonly LocationFacts[];
      securityMeasures: readonly string[];
      dpiaOutcome: string;
      dpiaRequired: boolean;
      furtherUse: boolean;
      compatible: boolean;
    }>;
    transfers: readonly TransferLegFacts[];
  }>;
export type PurposeFacts = Readonly<{
  code: string;
  lawfulBasis: string;
  specialCondition: string;
  hasWhy: boolean;
  hasHow: boolean;
  hasBenefit: boolean;
}>;
export type DataCategoryFacts = Readonly<{
  code: string;
  justified: boolean;
  retentionDays: number;
  endAction: string;
}>;
export type LocationFacts = Readonly<{ country: string; kind: string }>;
export type TransferLegFacts = Readonly<{
  toCountry: string;
  allowed: boolean;
  reason: string;
  law: string;
  tool: string;
}>;

export type Facts = VendorFacts & Partial<FlowFacts & AssessmentFacts>;

/** What a requirement judges: a vendor by itself, or an assessment, an agreement, a data flow together with its vendor. */
export const subjects = ['vendor', 'assessment', 'agreement', 'flow'] as const;
export type Subject = (typeof subjects)[number];

type Variables = Readonly<Record<string, CelType>>;

/** The variables that conditions see; members are reached with a dot. */
const vendorVariables: Variables & Readonly<Record<keyof VendorFacts, CelType>> = {
  vendor: 'map<string, dyn>',
  score: 'map<string, dyn>',
  findings: 'map<string, dyn>',
  certifications: 'map<string, dyn>',
  sharing: 'map<string, dyn>',
};
const agreementVariables: Variables = { ...vendorVariables, agreement: 'map<string, dyn>' };

/** A flow is judged together with its agreement, and both together with their vendor. */
export const variablesOf: Readonly<Record<Subject, Variables>> = {
  vendor: vendorVariables,
  assessment: { ...vendorVariables, assessment: 'map<string, dyn>' },
  agreement: agreementVariables,
  flow: { ...agreementVariables, flow: 'map<string, dyn>', transfers: 'list<dyn>' },
};

/** The value of a dotted name; undefined when it is unknown. */
export function factAt(facts: object, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (value, member) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, member)
          ? (value as Record<string, unknown>)[member]
          : undefined,
      facts,
    );
}
