import { Injectable } from '@nestjs/common';
import { groupedBy } from '../../shared/by-id.js';
import {
  ApprovalsOfVendors,
  type Declaration,
  type Touched,
  type TouchedApproval,
} from '../vendors/index.js';
import { endsApproval, judgedChanges } from './domain/change-impact.js';
import { declaredBeyond, declaredBeyondFact, unknownThen } from './domain/declared-beyond.js';
import { usesIn } from './flow-sides.service.js';
import { ComparedFlowsReader, type ComparedFlow } from './persistence/compared-flows.reader.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

/** Compares approvals with what vendors declare from now on, by the rules by which news of it ends them. */
@Injectable()
export class FlowsOfVendors extends ApprovalsOfVendors {
  constructor(
    private readonly reader: ComparedFlowsReader,
    private readonly decisions: FlowDecisionsRepository,
  ) {
    super();
  }

  async touchedBy(declarations: readonly Declaration[]): Promise<Touched> {
    const { flows, more } = await this.reader.approvedWith(declarations.map(({ vendorId }) => vendorId));
    const accepted = await this.acceptedSince(flows);
    const byVendor = groupedBy(flows, ({ vendorId }) => vendorId);
    const approvals = declarations.flatMap((declaration) =>
      (byVendor.get(declaration.vendorId) ?? []).flatMap((flow) => {
        const then = accepted.get(flow.decisionId ?? '') ?? flow.knownThen;
        return touchedIn(flow, then, declaration) ?? [];
      }),
    );
    return { approvals, more };
  }

  /** What reviews of a decision have accepted of this fact, the newest last. */
  private async acceptedSince(flows: readonly ComparedFlow[]): Promise<Map<string, unknown>> {
    const reviews = await this.decisions.reviewsOf(flows.flatMap(({ decisionId }) => decisionId ?? []));
    return new Map(
      reviews
        .filter(({ outcome }) => outcome === 'confirmed')
        .flatMap(({ decisionId, facts }) =>
          facts
            .filter(({ fact }) => fact === declaredBeyondFact)
            .map(({ now }): [string, unknown] => [decisionId, now]),
        ),
    );
  }
}

function touchedIn(flow: ComparedFlow, then: unknown, declaration: Declaration): TouchedApproval | null {
  const { id: dataFlowId, reference, status, vendorId, tier } = flow;
  const now = declaredBeyond(flow, usesIn(declaration));
  const beyond = unknownThen(then, now);
  const left = declaration.status !== 'declared';
  if (beyond.length === 0 && !left) return null;
  const [change] = judgedChanges([{ fact: declaredBeyondFact, then, now }], { tier, open: [] });
  const reaction = change?.reaction ?? 'log_only';
  const ends = change !== undefined && endsApproval(change);
  return { dataFlowId, reference, status, vendorId, beyond, left, reaction, ends };
}
