import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { distinct } from '../../shared/by-id.js';
import type { Role } from '../../shared/roles.js';
import { maker } from '../../shared/domain-error.js';
import { ScoreEditorsService } from '../audit-scores/index.js';
import { IdentitiesService, type Identities } from '../identity/index.js';
import { agreementErrors } from './domain/agreement-errors.js';
import { dataFlowErrors } from './domain/data-flow-errors.js';
import type { DataFlow } from './domain/data-flow.js';
import {
  conflicts,
  outside,
  type Conflict,
  type DecisionStand,
  type Involved,
  type Judge,
  type Judgement,
  type JudgingPerson,
} from './domain/duties.js';
import { Deputies, type Acting } from './deputies.js';
import { actsOf, type Delegation } from './domain/delegation.js';
import { awaitsFullReview } from './domain/emergency.js';
import { needsTwoDeciders, type FlowDecision } from './domain/flow-decision.js';
import type { Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

const refusal = maker({ ...dataFlowErrors, ...agreementErrors });

/** A flow that waits for a decision, with the first of two where that counts. */
/** Whoever would act, and in whose name. */
export type Judging = Pick<Principal, 'id' | 'roles'> & Readonly<{ onBehalfOfId?: string | null }>;

export type ToDecide = Readonly<{ known: Known; first: FlowDecision | null; inEmergency: boolean }>;

/** Who may not do what with whom, asked of everything that a person acts as. The question and the act ask here. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly scores: ScoreEditorsService,
    private readonly decisions: FlowDecisionsRepository,
    private readonly flows: DataFlowsRepository,
    private readonly deputies: Deputies,
  ) {}

  /** What keeps them from an act on what these were involved in. */
  async of(act: Judgement, by: Judging, involved: Involved): Promise<Conflict[]> {
    const judge = await this.judge(by);
    return conflicts(act, judge, { involved, stand: null });
  }

  async ofOpinion(flow: DataFlow, by: Judging): Promise<Conflict[]> {
    const [first = null] = flow.status === 'submitted' ? await this.decisions.chain(flow.decisionId) : [];
    return this.of('opinion', by, { author: authorsOf(flow), first_decider: decidersOf(first) });
  }

  ofResumption(flow: DataFlow, by: Pick<Principal, 'id' | 'roles'>): Promise<Conflict[]> {
    return this.of('resumption', by, { author: authorsOf(flow) });
  }

  async ofDecision(
    toDecide: ToDecide,
    by: Judging,
  ): Promise<Readonly<{ conflicts: Conflict[]; unitUnknown: boolean }>> {
    const { known, first } = toDecide;
    const { flow } = known;
    const judge = await this.judge(by);
    const stand = flow.status === 'submitted' || awaitsFullReview(flow) ? await this.stand(toDecide) : null;
    const involved = await this.involvedIn(flow, first);
    const unitUnknown =
      stand !== null && stand.twoNeeded && stand.first !== null && outside(judge, stand) === 'unknown';
    return { conflicts: conflicts('decision', judge, { involved, stand }), unitUnknown };
  }

  acting(...asked: Parameters<Deputies['acting']>): Promise<Acting> {
    return this.deputies.acting(...asked);
  }

  async identitiesOf(personId: string): Promise<ReadonlySet<string>> {
    return (await this.identities.of(personId)).ids;
  }

  /** What keeps somebody from acting for somebody else, whatever they would do; nothing where they could do one thing. */
  async ofDelegate(
    { role, dataFlowId }: Pick<Delegation, 'role' | 'dataFlowId'>,
    { id, roles }: Pick<Principal, 'id' | 'roles'>,
    onBehalfOfId: string,
  ): Promise<Conflict[]> {
    const judge = await this.judge({ id, roles: [...new Set<Role>([...roles, role])], onBehalfOfId });
    const stand = { first: [], twoNeeded: false, requestingUnit: null, mode: await this.decisions.mode() };
    const involved =
      dataFlowId === null ? {} : await this.involvedIn(await this.flows.register.get(dataFlowId), null);
    const found = actsOf(role).map((act) => conflicts(act, judge, { involved, stand }));
    return found.some((one) => one.length === 0) ? [] : found.flat();
  }

  private async involvedIn(flow: DataFlow, first: FlowDecision | null): Promise<Involved> {
    const { modelEditorIds, reviewerIds } = await this.scores.editorsOf(flow.vendorId);
    const opinions = await this.decisions.opinionsOnSubmission(flow);
    return {
      author: authorsOf(flow),
      adviser: opinions.flatMap(({ givenById, onBehalfOfId }) => [
        givenById,
        ...(onBehalfOfId ? [onBehalfOfId] : []),
      ]),
      first_decider: decidersOf(first),
      model_editor: modelEditorIds,
      assessment_reviewer: reviewerIds,
    };
  }

  private async stand({ known, first, inEmergency }: ToDecide): Promise<DecisionStand> {
    const { submittedById } = known.flow;
    const people = await this.identities.ofAll([
      ...decidersOf(first),
      ...(submittedById ? [submittedById] : []),
    ]);
    return {
      first: first && decidersOf(first).map((id) => personOf(id, people)),
      twoNeeded: inEmergency || needsTwoDeciders(known),
      requestingUnit: (submittedById && people.get(submittedById)?.unit) ?? null,
      mode: await this.decisions.mode(),
    };
  }

  /** Two people where one acts for the other: what keeps either from it keeps both. */
  private async judge({ id, roles, onBehalfOfId = null }: Judging): Promise<Judge> {
    const ids = onBehalfOfId === null ? [id] : [id, onBehalfOfId];
    const people = await this.identities.ofAll(ids);
    return { people: ids.map((one) => personOf(one, people)), roles };
  }
}

/** One refusal with all of them: the first names it. */
export function assertNone(found: readonly Conflict[]): void {
  const [first] = found;
  if (first) throw refusal(first.code, first.message, { conflicts: found });
}

function authorsOf({ authorIds, submittedById }: DataFlow): string[] {
  return distinct([...authorIds, ...(submittedById ? [submittedById] : [])]);
}

function decidersOf(decision: FlowDecision | null): string[] {
  if (!decision) return [];
  const { decidedById, onBehalfOfId } = decision;
  return onBehalfOfId === null ? [decidedById] : [decidedById, onBehalfOfId];
}

function personOf(id: string, people: ReadonlyMap<string, Identities>): JudgingPerson {
  return { id, ...(people.get(id) ?? { ids: new Set([id]), unit: null }) };
}
