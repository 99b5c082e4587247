import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { addDays, addMonths, type LocalDate } from '../../shared/local-date.js';
import type { Acting } from './deputies.js';
import { assertNone, DutiesService } from './duties.service.js';
import type { DataFlow, DataFlowStatus } from './domain/data-flow.js';
import { decisionProblems, type GivenDecision } from './domain/decision-rules.js';
import {
  decidedStatus,
  earlier,
  needsTwoDeciders,
  reviewMonths,
  type FlowCondition,
  type FlowDecision,
} from './domain/flow-decision.js';
import { afterDecision } from './domain/decided-flow.js';
import { awaitsFullReview, emergencyDays, isUnreviewed } from './domain/emergency.js';
import { departs, departureProblems } from './domain/advice.js';
import type { ApprovalMode } from './domain/approval-mode.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import type { Conflict } from './domain/duties.js';
import { waysOf } from './domain/transfer-legs.js';
import { flowApprovalBegun, flowApproved, flowApprovedWithConditions, flowRejected } from './events.js';
import { FlowActs } from './flow-acts.js';
import { FlowReadinessService, type Known, type Readiness } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { References } from './persistence/references.js';

/** What a decision is taken on. `notes` go beside the warnings of the standard. */
type Examined = Readonly<{
  known: Known;
  readiness: Readiness;
  /** In an emergency. */
  skipped: readonly string[];
  first: FlowDecision | null;
  notes: readonly string[];
  advice: Advice;
}>;
type Advice = Readonly<{ mode: ApprovalMode; opinionId: string | null; notes: readonly string[] }>;

/** Deciding; answers with the flow as it then is. */
@Injectable()
export class FlowDecisionsService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly duties: DutiesService,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly readiness: FlowReadinessService,
    private readonly references: References,
  ) {}

  decide(id: string, expected: Expected, given: GivenDecision, by: Principal): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, flow) => {
      const known = await this.readiness.gather(flow);
      const inEmergency = given.emergency !== null;
      const first = await this.firstOf(known, inEmergency);
      const acting = await this.duties.acting(tx, by, { ...given, act: 'decision', dataFlowId: id });
      const { conflicts, unitUnknown } = await this.duties.ofDecision({ known, first, inEmergency }, acting);
      assertNone(conflicts);
      await this.assertSound(given);
      this.assertDecidable(flow, given);
      const { readiness, skipped } = await this.readyFor(known, given);
      const advice = await this.adviceOn(flow, given);
      const notes = unitUnknown ? ['DECIDER_UNIT_UNKNOWN'] : [];
      const decision = await this.recordDecision(
        tx,
        { known, readiness, skipped, first, notes, advice },
        { given, by: acting },
      );
      return this.conclude(tx, { ...flow, ...waysOf(known.legs) }, decision, first);
    });
  }

  /** What would keep this person from deciding on it now. */
  async conflictsOf(known: Known, by: Pick<Principal, 'id' | 'roles'>): Promise<Conflict[]> {
    const inEmergency = known.flow.status === 'submitted' && known.flow.emergency !== null;
    const first = await this.firstOf(known, inEmergency);
    const { conflicts } = await this.duties.ofDecision({ known, first, inEmergency }, by);
    return conflicts;
  }

  /** What was approved in an emergency is decided on in full while it runs. */
  private assertDecidable(flow: DataFlow, { outcome, emergency }: GivenDecision): void {
    if (emergency === null && awaitsFullReview(flow)) return;
    this.acts.assertCanMove(flow, outcome);
    if (emergency !== null && isUnreviewed(flow))
      refuse('data_flow.emergency_unreviewed', 'It was approved in an emergency before.', {
        emergency: flow.emergency,
      });
  }

  private async readyFor(
    known: Known,
    { outcome, emergency }: GivenDecision,
  ): Promise<Pick<Examined, 'readiness' | 'skipped'>> {
    if (emergency !== null) return this.acts.assertReadyInEmergency(known, 'flow_decision', 'approval');
    const readiness =
      outcome === 'rejected'
        ? await this.readiness.of(known, 'flow_decision')
        : await this.acts.assertKnownReady(known, 'flow_decision', 'approval');
    return { readiness, skipped: [] };
  }

  /** An approval that waits for a second one; it falls with the facts, or the mode, that it was given on. */
  private async firstOf({ flow, factsHash }: Known, inEmergency: boolean): Promise<FlowDecision | null> {
    const first = await this.waiting(flow);
    const mode = await this.decisions.mode();
    const counts = first?.factsHash === factsHash && first.mode === mode;
    return counts && (first.emergency !== null) === inEmergency ? first : null;
  }

  /** In a full review the approval in force stays that of the flow until both have decided. */
  private async waiting(flow: DataFlow): Promise<FlowDecision | null> {
    if (flow.status === 'submitted') return (await this.decisions.chain(flow.decisionId))[0] ?? null;
    if (!awaitsFullReview(flow)) return null;
    const [newest] = (await this.decisions.decisionsOn(flow.id)).slice(-1);
    return newest && newest.id !== flow.decisionId && !newest.complete ? newest : null;
  }

  /** The opinion that the decision stands beside. One that is not as advised says why, where somebody else advises. */
  private async adviceOn(flow: DataFlow, { outcome, departure }: GivenDecision): Promise<Advice> {
    const opinion = (await this.decisions.opinionsOnSubmission(flow)).at(-1) ?? null;
    const mode = await this.decisions.mode();
    const errors = departureProblems(departure, outcome, opinion);
    if (errors.length > 0) throw invalidFields(errors);
    const unreasoned = opinion !== null && departure === null && departs(outcome, opinion.opinion);
    if (unreasoned && mode === 'dpo_advises')
      refuse(
        'data_flow.departure_unreasoned',
        `The opinion is ${opinion.opinion}, the decision ${outcome}.`,
        {
          opinion: { id: opinion.id, opinion: opinion.opinion, reasons: opinion.reasons },
          errors: [
            {
              pointer: '/departure',
              code: 'missing',
              message: 'name the opinion, and why it is not followed',
            },
          ],
        },
      );
    return { mode, opinionId: opinion?.id ?? null, notes: unreasoned ? ['DEPARTS_FROM_OPINION'] : [] };
  }

  private async recordDecision(
    tx: Tx,
    { known, readiness, skipped, first, notes, advice }: Examined,
    { given, by }: { given: GivenDecision; by: Acting },
  ): Promise<FlowDecision> {
    const now = this.clock.now();
    const { flow, facts, factsHash } = known;
    const { outcome, rationale, departure, emergency } = given;
    const { mode, opinionId } = advice;
    const twoNeeded = emergency !== null || needsTwoDeciders(known);
    const after: FlowDecision = {
      ...{ id: uuidv7(now), revision: 0, dataFlowId: flow.id, flowRevision: flow.revision },
      ...{ outcome, rationale, mode, opinionId, departure },
      ...{ facts, factsHash, decidedById: by.id, decidedAt: now },
      ...{ onBehalfOfId: by.onBehalfOfId, delegationId: by.delegationId },
      validUntil: outcome === 'rejected' ? null : this.endOf(given, known, first),
      complete: outcome === 'rejected' || first !== null || !twoNeeded,
      emergency: emergency && { reason: emergency.reason, skipped },
      confirmsId: outcome === 'rejected' ? null : (first?.id ?? null),
      standardId: readiness.standard.id,
      standardVersion: readiness.standard.version,
      warnings: [...readiness.unmet.map(({ code }) => code), ...notes, ...advice.notes],
    };
    const action = 'data_flow_decision.given';
    const decision = await this.decisions.decisions.record(tx, {
      before: null,
      after,
      action,
      reason: rationale,
    });
    await this.decisions.addConditions(
      tx,
      given.conditions.map((condition, at) => imposed(condition, at, decision)),
    );
    return decision;
  }

  private endOf(
    { validUntil, emergency }: GivenDecision,
    { tier, today }: Known,
    first: FlowDecision | null,
  ): LocalDate | null {
    const usual = emergency === null ? addMonths(today, reviewMonths(tier)) : addDays(today, emergencyDays);
    return earlier(validUntil ?? usual, first?.validUntil ?? null);
  }

  private async conclude(
    tx: Tx,
    before: DataFlow,
    decision: FlowDecision,
    first: FlowDecision | null,
  ): Promise<DataFlow> {
    const approvals = decision.confirmsId === null || first === null ? [decision] : [decision, first];
    const conditions = await this.decisions.conditionsOf(approvals);
    const after = afterDecision(before, {
      decision,
      skippedBefore: first?.emergency?.skipped ?? [],
      conditions,
    });
    const action = decision.complete
      ? actionOf[decidedStatus(decision.outcome, conditions.length)]
      : undefined;
    return this.flows.register.record(tx, {
      ...{ before, after, action: action ?? flowApprovalBegun, reason: decision.rationale },
    });
  }

  private async assertSound(given: GivenDecision): Promise<void> {
    const errors = [
      ...decisionProblems(given, this.clock.today()),
      ...(await this.references.problems(
        given.conditions.map(({ ownerId }, at) => ({
          pointer: `/conditions/${at}/ownerId`,
          to: 'person' as const,
          id: ownerId,
        })),
      )),
    ];
    if (errors.length > 0) throw invalidFields(errors);
  }
}

const actionOf: Partial<Record<DataFlowStatus, string>> = {
  approved: flowApproved,
  approved_with_conditions: flowApprovedWithConditions,
  rejected: flowRejected,
};

function imposed(
  { text, kind, dueOn, ownerId, consequence }: GivenDecision['conditions'][number],
  position: number,
  { id: decisionId, dataFlowId, decidedAt }: FlowDecision,
): FlowCondition {
  return {
    ...{ id: uuidv7(decidedAt), revision: 0, dataFlowId, decisionId, position, text, kind, dueOn, ownerId },
    ...{
      consequence,
      missedAt: null,
      fulfilledAt: null,
      fulfilledById: null,
      fulfilmentNote: null,
      evidenceId: null,
      createdAt: decidedAt,
    },
  };
}
