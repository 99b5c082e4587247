import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { isBlocking, type Unmet } from '../../shared/unmet.js';
import { LegalEntitiesService } from '../identity/index.js';
import { AdequacyBook } from '../reference-data/index.js';
import { GatesService, type FlowVerdict, type Gate, type Verdict } from '../standards/index.js';
import { VendorsService } from '../vendors/index.js';
import type { Agreement } from './domain/agreement.js';
import { unmetByApproval } from './domain/approval-policy.js';
import { gateOf, isApproved, type DataFlow, type FactDifference } from './domain/data-flow.js';
import { decisionFacts, differences, voiding, type DecisionFacts } from './domain/decision-facts.js';
import { unmetInRecord } from './domain/flow-completeness.js';
import type { FlowCondition, FlowDecision } from './domain/flow-decision.js';
import { flowFacts } from './domain/flow-facts.js';
import { transferLegs, type TransferLeg } from './domain/transfer-legs.js';
import { stands, warning } from './domain/unmet-reason.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

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
  /** By the standard alone. */
  verdict: FlowVerdict;
}>;

/** The decision in force with what became of its facts. */
export type Approval = Readonly<{
  decisions: readonly FlowDecision[];
  conditions: readonly FlowCondition[];
  changes: readonly FactDifference[];
  voiding: readonly FactDifference[];
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
    private readonly entities: LegalEntitiesService,
    private readonly vendors: VendorsService,
    private readonly gates: GatesService,
    private readonly book: AdequacyBook,
  ) {}

  /** Until the transaction ends nobody changes what is adequate. */
  holdAdequacy(tx: Tx): Promise<void> {
    return this.book.hold(tx);
  }

  async gather(flow: DataFlow): Promise<Known> {
    const agreement = await this.agreements.register.get(flow.agreementId);
    const exporter = await this.entities.get(agreement.legalEntityId);
    const vendor = await this.vendors.get(agreement.vendorId);
    const about = await this.gates.vendorFacts(vendor.id);
    const today = this.clock.today();
    const changes = await this.book.read();
    const legs = transferLegs(flow, { exporter: exporter.country, on: today, changes });
    const verdict = await this.gates.unmetForFlow({
      ...{ id: flow.id, vendorId: vendor.id, vendorFacts: about },
      facts: flowFacts({ flow, agreement, legs, today }),
    });
    const facts = decisionFacts(flow, agreement, legs, {
      exporter,
      vendor,
      certifications: about.certifications.valid ?? [],
      knockouts: about.score.knockouts ?? [],
      waived: verdict.unmet.filter(({ waiverId }) => waiverId !== null).map(({ code }) => code),
    });
    const { tier = null } = about.vendor;
    const { grade = null } = about.score;
    return { flow, agreement, legs, facts, factsHash: hashOf(facts), tier, grade, today, verdict };
  }

  async approvalOf({ flow, facts, verdict }: Known): Promise<Approval> {
    const decisions = await this.decisions.chain(flow.decisionId);
    const conditions = decisions.length > 0 ? await this.decisions.conditionsOf(decisions) : [];
    const changes = decisions[0] ? differences(decisions[0].facts, facts) : [];
    const open = verdict.unmet.filter(isBlocking).map(({ code }) => code);
    return { decisions, conditions, changes, voiding: voiding(changes, open) };
  }

  /** At this gate, or where the flow stands next. */
  async of(known: Known, gate: Gate = gateOf(known.flow.status)): Promise<Readiness> {
    const { flow, verdict } = known;
    const { standard, evaluatedAt } = verdict;
    const approval = await this.ofApproval(known);
    const unmet = [...unmetInRecord(flow), ...verdict.at(gate), ...approval, ...afterClosing(flow)];
    return { ready: !stands(unmet), gate, unmet, standard, evaluatedAt };
  }

  private async ofApproval(known: Known): Promise<Unmet[]> {
    const { flow, today } = known;
    if (!isApproved(flow.status) && flow.status !== 'stale' && flow.status !== 'expired') return [];
    const { conditions, voiding: voided } = await this.approvalOf(known);
    return unmetByApproval(flow, conditions, voided, today);
  }
}

function hashOf(facts: DecisionFacts): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}

function afterClosing({ certificateMissing }: DataFlow): Unmet[] {
  if (!certificateMissing) return [];
  return [
    warning({
      code: 'CERTIFICATE_MISSING',
      requirement: 'When a sharing ends, the data are deleted or returned',
      message: 'Nobody has shown that the vendor no longer holds the data.',
      law: 'GDPR Art. 28(3)(g)',
      remedy: 'Get the certificate of deletion or return and record it (POST …/certificate).',
    }),
  ];
}
