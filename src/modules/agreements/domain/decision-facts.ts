import { canonicalJson } from '../../../shared/canonical-json.js';
import type { Agreement } from './agreement.js';
import type { DataFlow, DataFlowContent, FactDifference, FlowTransfer } from './data-flow.js';
import { declaredBeyondFact, type Beyond } from './declared-beyond.js';
import { specialCategoriesOf } from './dpia-screening.js';
import type { TransferLeg } from './transfer-legs.js';
import { subprocessorsFact, type UsedSubprocessor } from './used-subprocessors.js';

type Route = Pick<TransferLeg, 'toCountry' | 'tool' | 'allowed' | 'reliesOn'>;

/** The facts that an approval is of, by name; their canonical JSON is what is hashed. */
export type DecisionFacts = Readonly<Record<string, unknown>>;

/** What is known of both sides when the decision is taken. */
export type Parties = Readonly<{
  exporter: Readonly<{ id: string; country: string; role: string }>;
  vendor: Readonly<{
    id: string;
    legalName: string | null;
    country: string | null;
    status: string;
  }>;
  /** Schemes of the vendor's certifications that have not ended. */
  certifications: readonly string[];
  /** Failed or unanswered knock-out questions of the newest score. */
  knockouts: readonly string[];
  /** Confirmed breaches at the vendor or in its chain that nobody has settled, by the ids of their incidents. */
  breaches?: readonly string[];
  /** Requirements that a granted waiver lifts, and that would stand in the way without it. */
  waived?: readonly string[];
  /** Whom the vendor uses for our data, down its chain. */
  subprocessors?: readonly UsedSubprocessor[];
  /** What the vendor declares in public and the flow does not name. */
  beyond?: readonly Beyond[];
}>;

/**
 * Whether a change of a field voids the approval. Total over the content, so that a new field has to be judged; only what
 * is a name or a word of explanation may change freely.
 */
const changeImpact: Readonly<Record<keyof DataFlowContent, 'material' | 'none'>> = {
  reference: 'none',
  title: 'none',
  agreementId: 'material',
  direction: 'material',
  purposes: 'material',
  subjectCategories: 'material',
  dataCategories: 'material',
  volume: 'material',
  frequency: 'material',
  sourceSystem: 'material',
  recipientSystem: 'material',
  onBehalfOf: 'material',
  recipients: 'material',
  locations: 'material',
  transfers: 'material',
  securityMeasures: 'material',
  dpia: 'material',
  compatibility: 'material',
};

export function decisionFacts(
  flow: DataFlow,
  agreement: Agreement,
  legs: readonly TransferLeg[],
  parties: Parties,
): DecisionFacts {
  return {
    ...flowOwn(flow),
    ...contract(agreement),
    ...bothSides(parties),
    ...routes(legs),
    ...exceptions(parties),
    ...chain(parties),
  };
}

/** Every fact that is not as it was, by name. */
export function differences(then: DecisionFacts, now: DecisionFacts): FactDifference[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
  return names
    .filter((name) => canonicalJson(then[name] ?? null) !== canonicalJson(now[name] ?? null))
    .map((name) => ({ fact: name, then: then[name] ?? null, now: now[name] ?? null }));
}

const waivers = 'standard.waivers';

/** The facts that count: those decided on, and instead of them what reviews have accepted since. */
export function factsInForce(
  { facts }: Readonly<{ facts: DecisionFacts }>,
  accepted: readonly FactDifference[],
): DecisionFacts {
  return { ...facts, ...Object.fromEntries(accepted.map(({ fact, now }) => [fact, now])) };
}

/** Only where there are any, so that decisions without one are of the same facts as ever. */
function exceptions({ waived = [], beyond = [], breaches = [] }: Parties): DecisionFacts {
  return {
    ...(waived.length > 0 && { [waivers]: inOrder(waived) }),
    ...(beyond.length > 0 && { [declaredBeyondFact]: inOrder(beyond) }),
    ...(breaches.length > 0 && { 'vendor.breaches': inOrder(breaches) }),
  };
}

function chain({ subprocessors = [] }: Parties): DecisionFacts {
  return subprocessors.length === 0 ? {} : { [subprocessorsFact]: inOrder(subprocessors) };
}

function flowOwn(flow: DataFlow): DecisionFacts {
  const facts: Record<keyof DataFlowContent, unknown> = {
    reference: flow.reference,
    title: flow.title,
    agreementId: flow.agreementId,
    direction: flow.direction,
    purposes: inOrder(flow.purposes),
    subjectCategories: inOrder(flow.subjectCategories),
    dataCategories: inOrder(
      flow.dataCategories.map(({ code, retentionDays, endAction }) => ({ code, retentionDays, endAction })),
    ),
    volume: flow.volume,
    frequency: flow.frequency,
    sourceSystem: flow.sourceSystem,
    recipientSystem: flow.recipientSystem ?? undefined,
    onBehalfOf: ifAny(
      flow.onBehalfOf.map(({ name, country, processing }) => ({ name, country, processing })),
    ),
    recipients: ifAny(
      flow.recipients.map(({ category, name, role, country }) => ({ category, name, role, country })),
    ),
    locations: inOrder(flow.locations),
    transfers: inOrder(flow.transfers.map(declaredWay)),
    securityMeasures: inOrder(flow.securityMeasures),
    dpia: flow.dpia?.outcome ?? null,
    compatibility: flow.compatibility,
  };
  const material = Object.entries(facts).filter(
    ([name, value]) => value !== undefined && changeImpact[name as keyof DataFlowContent] === 'material',
  );
  return {
    ...Object.fromEntries(material.map(([name, value]) => [`flow.${name}`, value])),
    'flow.specialCategories': specialCategoriesOf(flow),
    ...(flow.dpia && assessment(flow.dpia)),
  };
}

/** What only some ways have is there only for them. */
function declaredWay({ toCountry, tool, tia, derogation, instrument, dataClass }: FlowTransfer) {
  return {
    ...{ toCountry, tool, tia: tia?.conclusion ?? null },
    ...(derogation && { derogation }),
    ...(instrument && { instrument: instrument.reference }),
    ...(dataClass && { dataClass }),
  };
}

function contract(agreement: Agreement): DecisionFacts {
  const { kind, vendorRole, status, effectiveTo, breachNoticeHours, subprocessorAuthorisation } = agreement;
  return {
    'agreement.kind': kind,
    'agreement.vendorRole': vendorRole,
    'agreement.status': status,
    'agreement.effectiveTo': effectiveTo,
    'agreement.breachNoticeHours': breachNoticeHours,
    'agreement.subprocessorAuthorisation': subprocessorAuthorisation,
    ...laterTerms(agreement),
    'agreement.clauses': inOrder(agreement.clauses.map(({ code, status: found }) => `${code}: ${found}`)),
  };
}

/** Only where they are agreed, so that decisions from before they were recorded are of the same facts as ever. */
function laterTerms(agreement: Agreement): DecisionFacts {
  const { deletionChoice, deletionDays, legalEntityRole, sccModules, sccChoices } = agreement;
  return {
    ...(deletionChoice && { 'agreement.deletion': { choice: deletionChoice, days: deletionDays } }),
    ...(legalEntityRole && { 'agreement.legalEntityRole': legalEntityRole }),
    ...(agreement.coversCcpa && { 'agreement.crossContextAdvertising': agreement.crossContextAdvertising }),
    ...(sccModules.length > 0 && {
      'agreement.scc': {
        modules: inOrder(sccModules),
        choices: inOrder(sccChoices.map(({ code, value }) => `${code}: ${value}`)),
      },
    }),
  };
}

function bothSides({ exporter, vendor, certifications, knockouts }: Parties): DecisionFacts {
  return {
    'exporter.id': exporter.id,
    'exporter.country': exporter.country,
    'exporter.role': exporter.role,
    'vendor.id': vendor.id,
    'vendor.legalName': vendor.legalName,
    'vendor.country': vendor.country,
    'vendor.status': vendor.status,
    'vendor.certifications': inOrder(certifications),
    'score.knockouts': inOrder(knockouts),
  };
}

/** The reason is left out: its words may change while the answer stands. */
function routes(legs: readonly TransferLeg[]): DecisionFacts {
  const shown: Route[] = legs.map(({ toCountry, tool, allowed, reliesOn }) => ({
    toCountry,
    tool,
    allowed,
    reliesOn,
  }));
  return { 'transfer.legs': inOrder(shown) };
}

function assessment({ triggers, criteria, residualRisk }: NonNullable<DataFlow['dpia']>): DecisionFacts {
  const screening = ifAny([...triggers, ...criteria]);
  return {
    ...(screening && { 'flow.dpiaScreening': screening }),
    ...(residualRisk && { 'flow.dpiaResidualRisk': residualRisk }),
  };
}

/** No fact where there is none, so that decisions from before it was asked are of the same facts as ever. */
function ifAny(items: readonly unknown[]): unknown[] | undefined {
  return items.length > 0 ? inOrder(items) : undefined;
}

/** Lists here are sets: their order is not a fact. */
function inOrder(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => ({ item, key: canonicalJson(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}
