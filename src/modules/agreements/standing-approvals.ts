import { Injectable } from '@nestjs/common';
import { StandingApprovals, type Standing } from '../reference-data/index.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

@Injectable()
export class FlowsStanding extends StandingApprovals {
  constructor(private readonly flows: DataFlowsRepository) {
    super();
  }

  on(decision: string): Promise<Standing> {
    return this.flows.standingOn(decision);
  }
}
