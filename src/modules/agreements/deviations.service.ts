import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { canMove } from '../../shared/state-machine.js';
import { isCovered, limitsInForce } from './domain/approved-limits.js';
import type { DataFlow } from './domain/data-flow.js';
import {
  deviationLifecycle,
  dueOn,
  excessKey,
  sentenceOf,
  type Deviation,
  type DeviationOutcome,
  type DeviationStatus,
  type DeviationView,
  type Excess,
} from './domain/deviation.js';
import { dayOf } from './domain/sharing-days.js';
import { refuseSharing as refuse } from './domain/sharing-errors.js';
import type { SentData, SharingBatch } from './domain/sharing-event.js';
import { deviationRaised, deviationResolved, deviationTakenUp } from './events.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { DeviationsReader, type DeviationFilter } from './persistence/deviations.reader.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

type Exceeding = Readonly<{ event: SentData; excesses: readonly Excess[] }>;
type Step = Pick<Deviation, 'status'> & Partial<Deviation>;

/** Sharing beyond its approval: raised by what systems report, taken up and resolved by the data protection officer. */
@Injectable()
export class DeviationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly reader: DeviationsReader,
  ) {}

  page(filter: DeviationFilter & { overdue?: boolean }, request: PageRequest): Promise<Page<DeviationView>> {
    const { overdue = false, ...plain } = filter;
    const overdueOn = overdue ? this.clock.today() : undefined;
    return this.reader.page({ ...plain, overdueOn }, request);
  }

  async ofFlow(
    dataFlowId: string,
    filter: DeviationFilter,
    request: PageRequest,
  ): Promise<Page<DeviationView>> {
    await this.flows.register.get(dataFlowId);
    return this.reader.page({ ...filter, dataFlowId }, request);
  }

  async get(id: string, at?: Date): Promise<DeviationView> {
    const [now] = await this.reader.some([id]);
    if (!now) return refuse('deviation.not_found', `There is no deviation ${id}.`);
    return at ? { ...now, ...(await this.decisions.deviations.at(id, at)) } : now;
  }

  some(ids: readonly string[]): Promise<DeviationView[]> {
    return this.reader.some(ids);
  }

  /** One for each kind and code until it is resolved, whoever reports it again; the id of each by its key. */
  async raise(
    tx: Tx,
    batch: SharingBatch,
    exceeding: readonly Exceeding[],
  ): Promise<ReadonlyMap<string, string>> {
    if (exceeding.length === 0) return new Map();
    const unresolved = await this.decisions.unresolvedDeviations(batch.dataFlowId);
    const known = new Map(unresolved.map((deviation) => [excessKey(deviation), deviation]));
    const raised = new Map<string, Deviation>();
    for (const { event, excesses } of exceeding)
      for (const excess of excesses) {
        const key = excessKey(excess);
        raised.set(key, known.get(key) ?? raised.get(key) ?? this.raisedBy(batch, event, excess));
      }
    const fresh = [...raised].filter(([key]) => !known.has(key)).map(([, deviation]) => deviation);
    await this.decisions.deviations.recordAll(
      tx,
      fresh.map((after) => ({ before: null, after, action: deviationRaised, reason: sentenceOf(after) })),
    );
    return new Map([...raised].map(([key, { id }]) => [key, id]));
  }

  takeUp(id: string, expected: Expected, reason: string, by: Principal): Promise<DeviationView> {
    return this.move(id, expected, reason, (deviation) => {
      assertCanMove(deviation, 'under_review');
      return { status: 'under_review', reviewedById: by.id, reviewedAt: this.clock.now() };
    });
  }

  resolve(
    id: string,
    expected: Expected,
    { outcome, reason }: { outcome: DeviationOutcome; reason: string },
    by: Principal,
  ): Promise<DeviationView> {
    return this.move(id, expected, reason, async (deviation, flow) => {
      assertNotTheirs(deviation, flow, by.id);
      assertCanMove(deviation, 'resolved');
      if (outcome === 'approved_later') await this.assertApproved(deviation, flow);
      return {
        ...{ status: 'resolved', resolvedById: by.id, resolvedAt: this.clock.now() },
        ...{ outcome, resolution: reason },
      };
    });
  }

  /** The flow is held first, as whoever reports holds it first. */
  private move(
    id: string,
    expected: Expected,
    reason: string,
    decide: (deviation: Deviation, flow: DataFlow) => Step | Promise<Step>,
  ): Promise<DeviationView> {
    return this.db.run(async (tx) => {
      const { dataFlowId } = await this.decisions.deviations.get(id);
      const flow = await this.flows.register.lock(tx, dataFlowId);
      const before = await this.decisions.deviations.lock(tx, id, expected);
      const after = { ...before, ...(await decide(before, flow)) };
      const action = after.status === 'resolved' ? deviationResolved : deviationTakenUp;
      await this.decisions.deviations.record(tx, { before, after, action, reason });
      return this.get(id);
    });
  }

  private async assertApproved(deviation: Deviation, { status, decisionId }: DataFlow): Promise<void> {
    const ids = decisionId === null ? [] : [decisionId];
    const [decision] = await this.decisions.decisions.some(ids);
    const limits = decision ? limitsInForce(decision, await this.decisions.reviewsOf(ids)) : null;
    if (!isCovered(deviation, { status, limits }))
      refuse(
        'deviation.not_approved',
        `The flow is ${status}, and its approval does not cover this: ${sentenceOf(deviation)}`,
      );
  }

  private raisedBy(batch: SharingBatch, { at }: SentData, excess: Excess): Deviation {
    const { id: batchId, dataFlowId, reportedByKind, reportedById, reportedAt } = batch;
    return {
      ...excess,
      ...{ id: uuidv7(reportedAt), revision: 0, dataFlowId, status: 'open', batchId, sentAt: at },
      ...{ raisedByKind: reportedByKind, raisedById: reportedById, createdAt: reportedAt },
      dueOn: dueOn(excess.kind, dayOf(reportedAt)),
      ...{ reviewedById: null, reviewedAt: null, resolvedById: null, resolvedAt: null },
      ...{ outcome: null, resolution: null },
    };
  }
}

/** Neither who reported it nor who drafted the flow says that it is settled. */
function assertNotTheirs({ raisedById }: Deviation, { authorIds }: DataFlow, personId: string): void {
  if (raisedById === personId || authorIds.includes(personId))
    refuse(
      'deviation.own_report',
      'You reported these events or drafted the flow, so somebody else resolves this.',
    );
}

function assertCanMove({ status }: Deviation, to: DeviationStatus): void {
  if (!canMove(deviationLifecycle, status, to))
    refuse('deviation.cannot_move', `A deviation that is ${status} cannot become ${to}.`, {
      allowed: deviationLifecycle[status],
    });
}
