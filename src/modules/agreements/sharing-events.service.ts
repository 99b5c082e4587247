import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { DeviationsService } from './deviations.service.js';
import type { DataFlow } from './domain/data-flow.js';
import { excessKey, type DeviationView } from './domain/deviation.js';
import { checkEvents, type Checked, type KnownSharing } from './domain/sharing-check.js';
import { dayOf, numberOf } from './domain/sharing-days.js';
import { refuseSharing as refuse } from './domain/sharing-errors.js';
import {
  afterClosing,
  contentOf,
  digestedText,
  futureProblems,
  type ReportedEvent,
  type SharingBatch,
  type SharingEvent,
  type SharingEventFilter,
} from './domain/sharing-event.js';
import { standingsOf } from './domain/standings.js';
import { sharingReported } from './events.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { SharingRepository } from './persistence/sharing.repository.js';

export type SharingReport = Readonly<{
  batch: SharingBatch | null;
  recorded: number;
  /** Reported before with the same content: nothing is done again. */
  known: number;
  deviations: readonly DeviationView[];
}>;

/** A refusal names so many at most; whoever mends those is told of the next. */
const mostNamed = 100;

/** What systems say was really sent: recorded whatever it is, and compared with what was approved. */
@Injectable()
export class SharingEventsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly sharing: SharingRepository,
    private readonly deviations: DeviationsService,
  ) {}

  async page(flowId: string, filter: SharingEventFilter, request: PageRequest): Promise<Page<SharingEvent>> {
    await this.flows.register.get(flowId);
    return this.sharing.page(flowId, filter, request);
  }

  async batches(flowId: string, request: PageRequest): Promise<Page<SharingBatch>> {
    await this.flows.register.get(flowId);
    return this.sharing.batchPage(flowId, request);
  }

  /** With whether its events still are what was digested when they came. */
  async batch(dataFlowId: string, id: string): Promise<{ batch: SharingBatch; intact: boolean }> {
    const batch = await this.sharing.batches.find({ id, dataFlowId });
    if (!batch) return refuse('sharing_batch.not_found', 'The data flow has no such report.');
    return { batch, intact: digestOf(await this.sharing.eventsOf(id)) === batch.digest };
  }

  report(flowId: string, events: readonly ReportedEvent[], by: Principal): Promise<SharingReport> {
    return this.db.run(async (tx) => {
      const flow = await this.flows.register.lock(tx, flowId);
      const future = futureProblems(events, this.clock.now());
      if (future.length > 0) throw invalidFields(future.slice(0, mostNamed));
      const fresh = await this.unreported(flowId, events);
      const known = events.length - fresh.length;
      const late = afterClosing(flow, fresh);
      if (late.length > 0)
        refuse('sharing_event.flow_closed', 'This data flow is closed.', {
          errors: late.slice(0, mostNamed),
        });
      if (fresh.length === 0) return { batch: null, recorded: 0, known, deviations: [] };
      const checked = checkEvents(fresh, await this.whatCounted(flowId, fresh));
      return { ...(await this.record(tx, flow, checked, by)), recorded: fresh.length, known };
    });
  }

  /** Those that were not reported before; the same reference with other content is refused, whole. */
  private async unreported(flowId: string, events: readonly ReportedEvent[]): Promise<ReportedEvent[]> {
    const references = events.map(({ reference }) => reference);
    const before = await this.sharing.known(flowId, references);
    const contents = new Map(before.map((event) => [event.reference, canonicalJson(contentOf(event))]));
    const fresh: ReportedEvent[] = [];
    const other: FieldError[] = [];
    for (const event of events) {
      const content = canonicalJson(contentOf(event));
      const known = contents.get(event.reference);
      if (known === undefined) fresh.push(event);
      else if (known !== content) other.push(otherContent(event));
      contents.set(event.reference, known ?? content);
    }
    if (other.length > 0)
      refuse('sharing_event.other_content', 'Some references were reported with other content.', {
        errors: other.slice(0, mostNamed),
      });
    return fresh;
  }

  private async whatCounted(flowId: string, events: readonly ReportedEvent[]): Promise<KnownSharing> {
    const recorded = await this.sharing.standings(flowId);
    const ids = [...new Set(recorded.flatMap(({ decisionId }) => decisionId ?? []))];
    const decisions = await this.decisions.decisions.some(ids);
    const standings = standingsOf(recorded, decisions, await this.decisions.reviewsOf(ids));
    const moments = events.map(({ at }) => at.getTime());
    const days = await this.sharing.days(flowId, dayOf(earliest(moments)), dayOf(latest(moments)));
    return {
      standings,
      days: new Map(days.map((day) => [numberOf(new Date(`${day.day}T00:00:00Z`)), day])),
    };
  }

  private async record(
    tx: Tx,
    { id: dataFlowId }: DataFlow,
    { events: checked, days }: Checked<ReportedEvent>,
    by: Principal,
  ): Promise<Pick<SharingReport, 'batch' | 'deviations'>> {
    const now = this.clock.now();
    const exceeding = checked.filter(({ excesses }) => excesses.length > 0);
    const sent = checked.map(({ event }) => event);
    const batch = await this.sharing.batches.record(tx, {
      before: null,
      after: {
        ...summary(sent),
        id: uuidv7(now),
        revision: 0,
        dataFlowId,
        exceeding: exceeding.length,
        ...author(by, now),
      },
      action: sharingReported,
    });
    const raised = await this.deviations.raise(tx, batch, exceeding);
    const rows = checked.map(({ event, excesses }): SharingEvent => {
      const deviationIds = excesses.flatMap((excess) => raised.get(excessKey(excess)) ?? []);
      return {
        ...contentOf(event),
        id: uuidv7(now),
        dataFlowId,
        batchId: batch.id,
        deviationIds,
      };
    });
    await this.sharing.addEvents(tx, rows);
    await this.sharing.saveDays(tx, dataFlowId, days);
    await this.sharing.tally(tx, rows);
    return { batch, deviations: await this.deviations.some([...raised.values()]) };
  }
}

const otherContent = ({ pointer, reference }: ReportedEvent): FieldError => ({
  pointer: `${pointer}/reference`,
  code: 'other_content',
  message: `${reference} was reported with other content`,
});

function summary(events: readonly ReportedEvent[]) {
  const moments = events.map(({ at }) => at.getTime());
  return {
    events: events.length,
    subjects: events.reduce((sum, { subjects }) => sum + subjects, 0),
    records: events.reduce((sum, { records }) => sum + records, 0),
    firstAt: earliest(moments),
    lastAt: latest(moments),
    digest: digestOf(events),
  };
}

const author = ({ kind, id }: Principal, reportedAt: Date) => ({
  reportedByKind: kind,
  reportedById: id,
  reportedAt,
});

const digestOf = (events: Parameters<typeof digestedText>[0]): string =>
  createHash('sha256').update(digestedText(events)).digest('hex');
const earliest = (moments: readonly number[]) => new Date(Math.min(...moments));
const latest = (moments: readonly number[]) => new Date(Math.max(...moments));
