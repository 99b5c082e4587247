import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { staleRevision } from '../../platform/ledger/register.js';
import { canMove } from '../../shared/state-machine.js';
import type { Unmet } from '../../shared/unmet.js';
import type { Gate } from '../standards/index.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import { dataFlowLifecycle, type DataFlow, type DataFlowStatus } from './domain/data-flow.js';
import { skippable } from './domain/emergency.js';
import { stands } from './domain/unmet-reason.js';
import { FlowReadinessService, type Known, type Readiness } from './flow-readiness.service.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

export type FlowAct<T = DataFlow> = (tx: Tx, flow: DataFlow) => Promise<T>;

/** What all acts on a flow have in common: they hold it and its agreement, and ask whether it may be. */
@Injectable()
export class FlowActs {
  constructor(
    private readonly db: Database,
    private readonly flows: DataFlowsRepository,
    private readonly agreements: AgreementsRepository,
    private readonly readiness: FlowReadinessService,
  ) {}

  /**
   * The agreement is held first, as whoever changes it does, so that the two never wait for each other. What is adequate,
   * and who decides, stays as it is, so that no approval is given on what somebody just ends, unseen by who looks for those.
   */
  perform<T>(id: string, expected: Expected, act: FlowAct<T>): Promise<T> {
    return this.db.run(async (tx) => {
      const { agreementId } = await this.flows.register.get(id);
      await this.agreements.register.lock(tx, agreementId);
      const flow = await this.flows.register.lock(tx, id, expected);
      if (flow.agreementId !== agreementId) throw staleRevision(flow.revision);
      await this.readiness.holdGrounds(tx);
      return act(tx, flow);
    });
  }

  assertCanMove({ status }: DataFlow, to: DataFlowStatus): void {
    if (!canMove(dataFlowLifecycle, status, to))
      refuse('data_flow.cannot_move', `A data flow that is ${status} cannot become ${to}.`, {
        flowStatus: status,
        allowed: dataFlowLifecycle[status],
      });
  }

  async assertReady(flow: DataFlow, gate: Gate, forWhat: string): Promise<Readiness> {
    return this.assertKnownReady(await this.readiness.gather(flow), gate, forWhat);
  }

  /** Ready but for what an emergency may skip; answers with what that is, also at the step after. */
  async assertReadyInEmergency(
    known: Known,
    gate: Gate,
    forWhat: string,
  ): Promise<Readonly<{ readiness: Readiness; skipped: string[] }>> {
    const readiness = await this.readiness.of(known, gate);
    const { unmet } = readiness;
    this.assertNoneStands(
      unmet.filter(({ waivable }) => !waivable),
      readiness,
      forWhat,
    );
    return { readiness, skipped: skippable([...unmet, ...known.verdict.at('flow_activation')]) };
  }

  async assertKnownReady(known: Known, gate: Gate, forWhat: string): Promise<Readiness> {
    const readiness = await this.readiness.of(known, gate);
    this.assertNoneStands(readiness.unmet, readiness, forWhat);
    return readiness;
  }

  private assertNoneStands(
    unmet: readonly Unmet[],
    { gate, standard, evaluatedAt }: Readiness,
    forWhat: string,
  ): void {
    if (!stands(unmet)) return;
    refuse('data_flow.not_ready', `This data flow is not ready for ${forWhat}.`, {
      ...{ gate, unmet, standard, evaluatedAt },
    });
  }
}
