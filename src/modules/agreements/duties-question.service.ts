import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { invalidFields } from '../../platform/http/validation.js';
import { UsersService } from '../identity/index.js';
import { judgingRoles, type Conflict } from './domain/duties.js';
import { DutiesService } from './duties.service.js';
import { FlowDecisionsService } from './flow-decisions.service.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

export type FlowJudgement = keyof typeof judgingRoles;
export type MayJudge = Readonly<{
  act: FlowJudgement;
  roles: readonly string[];
  hasRole: boolean;
  conflicts: readonly Conflict[];
}>;

/** May this person judge that flow? Answered by what refuses the acts. */
@Injectable()
export class DutiesQuestionService {
  constructor(
    private readonly users: UsersService,
    private readonly flows: DataFlowsRepository,
    private readonly readiness: FlowReadinessService,
    private readonly duties: DutiesService,
    private readonly decisions: FlowDecisionsService,
  ) {}

  /** Of whoever asks, unless it names somebody; a key judges nothing. */
  async of(
    flowId: string,
    asking: Principal,
    named?: string,
  ): Promise<Readonly<{ personId: string; items: MayJudge[] }>> {
    if (named === undefined && asking.kind !== 'user')
      throw invalidFields([
        { pointer: '/personId', code: 'missing', message: 'a key judges nothing: name a person' },
      ]);
    const { id, roles, status } = await this.users.get(named ?? asking.id);
    const person = { id, roles: status === 'active' ? roles : [] };
    const flow = await this.flows.register.get(flowId);
    const known = await this.readiness.gather(flow);
    const found: Record<FlowJudgement, readonly Conflict[]> = {
      opinion: await this.duties.ofOpinion(flow, person),
      decision: await this.decisions.conflictsOf(known, person),
      resumption: await this.duties.ofResumption(flow, person),
    };
    const items = Object.entries(judgingRoles).map(([act, allowed]) => ({
      act: act as FlowJudgement,
      roles: allowed,
      hasRole: person.roles.some((role) => (allowed as readonly string[]).includes(role)),
      conflicts: found[act as FlowJudgement],
    }));
    return { personId: id, items };
  }
}
