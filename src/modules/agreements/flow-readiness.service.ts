import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import type { Tx } from '../../platform/database/database.js';
import { byId, distinct, groupedBy, required } from '../../shared/by-id.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { isBlocking, type Unmet } from '../../shared/unmet.js';
import { AdequacyBook } from '../reference-data/index.js';
import {
  GatesService,
  type FlowVerdict,
  type Gate,
  type VendorFacts,
  type Verdict,
} from '../standards/index.js';
import { Disclosures } from './disclosures.js';
import type { Agreement } from './domain/agreement.js';
import { unmetOpinion } from './domain/advice.js';
import { unmetByApproval } from './domain/approval-policy.js';
import { judgedChanges, type ChangedFact } from './domain/change-impact.js';
import { gateOf, isApproved, type DataFlow } from './domain/data-flow.js';
import { decisionFacts, differences, factsInForce, type DecisionFacts } from './domain/decision-facts.js';
import { unmetAfterClosing } from './domain/closing.js';
import { isOursToTell } from './domain/disclosure.js';
import { unmetByDeviations } from './domain/deviation-policy.js';
import { declaredBeyond, unmetByDeclaration } from './domain/declared-beyond.js';
import { awaitsFullReview, inEmergency } from './domain/emergency.js';
import { actsAsProcessor, unmetInRecord } from './domain/flow-completeness.js';
import type { FlowCondition, FlowDecision, FlowReview } from './domain/flow-decision.js';
import { flowFacts } from './domain/flow-facts.js';
import { exportingUnder } from './domain/exporting.js';
import { transferLegs, type TransferLeg } from './domain/transfer-legs.js';
import { stands } from './domain/unmet-reason.js';
import { FlowSidesService, type FlowSide } from './flow-sides.service.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { chainOf, FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

/** What is known of a flow and of everything it stands on, gathered now. */
export type Known = Readonly<{
  flow: DataFlow;
  agreement: Agreement;
  legs: readonly TransferLeg[];
  facts: DecisionFacts;
  factsHash: string;
  tier: number | null;
  grade: string | null;
  today: LocalDate;
  /** Our company processes for others here (GDPR Art. 30(2)). */
  asProcessor: boolean;
  /** By the standard alone. */
  verdict: FlowVerdict;
  /** What the vendor declares besides: worth a look, and no obstacle. */
  remarks: readonly Unmet[];
}>;

/** The decision in force with what became of its facts. */
export type Approval = Readonly<{
  decisions: readonly FlowDecision[];
  conditions: readonly FlowCondition[];
  /** What reviews have accepted since is no change. */
  changes: readonly ChangedFact[];
  reviews: readonly FlowReview[];
}>;

export type Readiness = Readonly<{ ready: boolean; gate: Gate; unmet: Unmet[] }> &
  Pick<Verdict, 'standard' | 'evaluatedAt'>;

/** May it? The question and the act ask here, so that they cannot answer differently. */
@Injectable()
export class FlowReadinessService {
  constructor(
    private readonly clock: Clock,
    private readonly agreements: AgreementsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly sides: FlowSidesService,
    private readonly gates: GatesService,
    private readonly book: AdequacyBook,
    private readonly above: AnswersFromAbove,
  ) {}

  /** Until the transaction ends nobody changes what is adequate, or who decides. */
  async holdGrounds(tx: Tx): Promise<void> {
    await this.book.hold(tx);
    await this.decisions.holdMode(tx);
  }

  async gather(flow: DataFlow): Promise<Known> {
    const [known] = await this.gatherAll([flow]);
    if (!known) throw new Error(`Nothing is known of data flow ${flow.id}.`);
    return known;
  }

  /** In the order of the flows, in as many statements as for one. */
  async gatherAll(flows: readonly DataFlow[]): Promise<Known[]> {
    if (flows.length === 0) return [];
    const today = this.clock.today();
    const around = await this.aroundAll(flows, today);
    const changes = await this.book.read();
    const toJudge = around.map((known) => {
      const { flow, agreement, exporter, vendor, about, entries } = known;
      const legs = transferLegs(flow, exportingUnder(agreement, { exporter, on: today, changes, entries }));
      const facts = flowFacts({ flow, agreement, legs, today });
      return { id: flow.id, vendorId: vendor.id, vendorFacts: about, facts, legs, known };
    });
    const judged = await this.gates.judged(toJudge);
    return judged.map(({ flow: { known, legs }, verdict }) => knownOf(known, legs, verdict, today));
  }

  /** Those around each flow: its agreement, the two sides, and what is known of the vendor. */
  private async aroundAll(flows: readonly DataFlow[], today: LocalDate): Promise<Around[]> {
    const agreements = await this.agreements.some(distinct(flows.map(({ agreementId }) => agreementId)));
    const sides = await this.sides.of(agreements, today);
    const facts = await this.gates.vendorFacts(distinct(agreements.map(({ vendorId }) => vendorId)));
    const agreementOf = byId(agreements);
    return flows.map((flow) => {
      const agreement = required(agreementOf, flow.agreementId);
      const about = required(facts, agreement.vendorId);
      return { flow, agreement, about, ...required(sides, agreement.id) };
    });
  }

  async approvalOf(known: Known): Promise<Approval> {
    const [found] = await this.approvalsOf([known]);
    if (!found) throw new Error(`Nothing is known of the approval of data flow ${known.flow.id}.`);
    return found.approval;
  }

  /** In the same order, in as many statements as of one. */
  async approvalsOf(all: readonly Known[]): Promise<Readonly<{ known: Known; approval: Approval }>[]> {
    const chains = await this.decisions.chains(all.flatMap(({ flow }) => flow.decisionId ?? []));
    const conditions = groupedBy(
      await this.decisions.conditionsOf([...chains.values()]),
      ({ decisionId }) => decisionId,
    );
    const reviewed = groupedBy(
      await this.decisions.reviewsOf([...chains.keys()]),
      ({ decisionId }) => decisionId,
    );
    return all.map((known) => {
      const decisions = chainOf(known.flow.decisionId, chains);
      const reviews = reviewed.get(known.flow.decisionId ?? '') ?? [];
      const approval = {
        ...{ decisions, reviews, changes: changesSince(decisions[0], reviews, known) },
        conditions: decisions.toReversed().flatMap(({ id }) => conditions.get(id) ?? []),
      };
      return { known, approval };
    });
  }

  /** At this gate, or where the flow stands next. */
  async of(known: Known, gate: Gate = gateOf(known.flow.status)): Promise<Readiness> {
    const { flow, asProcessor, verdict, remarks } = known;
    const { standard, evaluatedAt } = verdict;
    const approval = await this.ofApproval(known, gate);
    const deviations = unmetByDeviations(await this.decisions.unresolvedDeviations(flow.id), gate);
    const advice = await this.ofOpinion(known, gate);
    const found = [
      ...unmetInRecord(flow, { asProcessor }),
      ...verdict.at(gate),
      ...advice,
      ...approval,
      ...deviations,
      ...(await this.ofDisclosure(known, gate)),
      ...remarks,
      ...unmetAfterClosing(flow, known.today),
    ];
    const unmet = gate === 'flow_activation' ? inEmergency(flow, found) : found;
    return { ready: !stands(unmet), gate, unmet, standard, evaluatedAt };
  }

  private async ofOpinion({ flow, factsHash }: Known, gate: Gate): Promise<Unmet[]> {
    if (gate !== 'flow_decision') return [];
    const opinions = await this.decisions.opinionsOnSubmission(flow);
    return unmetOpinion(await this.decisions.mode(), opinions.at(-1) ?? null, factsHash);
  }

  /** Before the first data go, and for as long as they do, people are told who gets them. */
  private async ofDisclosure({ flow, asProcessor }: Known, gate: Gate): Promise<readonly Unmet[]> {
    if (gate !== 'flow_activation' || !isOursToTell(flow, asProcessor)) return [];
    return (await this.above.to(Disclosures).unmetOf([flow])).get(flow.id) ?? [];
  }

  /** The full review of an emergency approval decides anew, so that nothing is asked of the one before. */
  private async ofApproval(known: Known, gate: Gate): Promise<Unmet[]> {
    const { flow, today } = known;
    if (gate === 'flow_decision' && awaitsFullReview(flow)) return [];
    if (!isApproved(flow.status) && flow.status !== 'stale' && flow.status !== 'expired') return [];
    const { conditions, changes } = await this.approvalOf(known);
    return unmetByApproval(flow, conditions, changes, today);
  }
}

function changesSince(
  decision: FlowDecision | undefined,
  reviews: readonly FlowReview[],
  { facts, tier, verdict }: Known,
): ChangedFact[] {
  if (!decision) return [];
  const accepted = reviews.filter(({ outcome }) => outcome === 'confirmed');
  const then = factsInForce(
    decision,
    accepted.flatMap((review) => review.facts),
  );
  const open = verdict.unmet.filter(isBlocking).map(({ code }) => code);
  return judgedChanges(differences(then, facts), { tier, open });
}

type Around = FlowSide & Readonly<{ flow: DataFlow; agreement: Agreement; about: VendorFacts }>;

function knownOf(
  { flow, agreement, exporter, vendor, subprocessors, declared, about }: Around,
  legs: readonly TransferLeg[],
  verdict: FlowVerdict,
  today: LocalDate,
): Known {
  const beyond = declaredBeyond(flow, declared);
  const facts = decisionFacts(flow, agreement, legs, {
    ...{ exporter, vendor, subprocessors, beyond },
    certifications: about.certifications.valid ?? [],
    knockouts: about.score.knockouts ?? [],
    breaches: about.findings.breaches ?? [],
    waived: verdict.unmet.filter(({ waiverId }) => waiverId !== null).map(({ code }) => code),
  });
  const { tier = null } = about.vendor;
  const { grade = null } = about.score;
  const remarks = unmetByDeclaration(beyond, declared);
  const asProcessor = actsAsProcessor(agreement, exporter);
  return {
    ...{ flow, agreement, legs, facts, factsHash: hashOf(facts), tier, grade, today },
    ...{ asProcessor, verdict, remarks },
  };
}

function hashOf(facts: DecisionFacts): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}
