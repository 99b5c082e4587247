import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { distinct } from '../../shared/by-id.js';
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
import { awaitsFullReview } from './domain/emergency.js';
import { needsTwoDeciders, type FlowDecision } from './domain/flow-decision.js';
import type { Known } from './flow-readiness.service.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

const refusal = maker({ ...dataFlowErrors, ...agreementErrors });

/** A flow that waits for a decision, with the first of two where that counts. */
export type ToDecide = Readonly<{ known: Known; first: FlowDecision | null; inEmergency: boolean }>;

/** Who may not do what with whom, asked of everything that a person acts as. The question and the act ask here. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly scores: ScoreEditorsService,
    private readonly decisions: FlowDecisionsRepository,
  ) {}

  /** What keeps them from an act on what these were involved in. */
  async of(act: Judgement, by: Pick<Principal, 'id' | 'roles'>, involved: Involved): Promise<Conflict[]> {
    const judge = await this.judge(by);
    return conflicts(act, judge, { involved, stand: null });
  }

  async ofOpinion(flow: DataFlow, by: Pick<Principal, 'id' | 'roles'>): Promise<Conflict[]> {
    const [first = null] = flow.status === 'submitted' ? await this.decisions.chain(flow.decisionId) : [];
    return this.of('opinion', by, { author: authorsOf(flow), first_decider: decidersOf(first) });
  }

  ofResumption(flow: DataFlow, by: Pick<Principal, 'id' | 'roles'>): Promise<Conflict[]> {
    return this.of('resumption', by, { author: authorsOf(flow) });
  }

  async ofDecision(
    toDecide: ToDecide,
    by: Pick<Principal, 'id' | 'roles'>,
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

  private async involvedIn(flow: DataFlow, first: FlowDecision | null): Promise<Involved> {
    const { modelEditorIds, reviewerIds } = await this.scores.editorsOf(flow.vendorId);
    const opinions = await this.decisions.opinionsOnSubmission(flow);
    return {
      author: authorsOf(flow),
      adviser: opinions.map(({ givenById }) => givenById),
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

  private async judge({ id, roles }: Pick<Principal, 'id' | 'roles'>): Promise<Judge> {
    return { people: [personOf(id, await this.identities.ofAll([id]))], roles };
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
  return decision ? [decision.decidedById] : [];
}

function personOf(id: string, people: ReadonlyMap<string, Identities>): JudgingPerson {
  return { id, ...(people.get(id) ?? { ids: new Set([id]), unit: null }) };
}
