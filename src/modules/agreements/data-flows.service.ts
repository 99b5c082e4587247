import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { staleRevision } from '../../platform/ledger/register.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { AdequacyBook } from '../reference-data/index.js';
import type { Gate } from '../standards/index.js';
import { approvalOutcome } from './domain/approval-outcome.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import { isApproved, type DataFlow, type DataFlowContent } from './domain/data-flow.js';
import { differences } from './domain/decision-facts.js';
import { waysOf } from './domain/transfer-legs.js';
import { flowChanged, flowCreated } from './events.js';
import { FlowPlacement, type Expecting } from './flow-placement.js';
import { actionOf } from './flow-reviews.js';
import { FlowReadinessService, type Readiness } from './flow-readiness.service.js';
import { ownReference } from './own-reference.js';
import { DataFlowsRepository, type DataFlowFilter } from './persistence/data-flows.repository.js';

export type NewDataFlow = Omit<DataFlowContent, 'reference'> &
  Readonly<{ reference: string | null }> &
  Expecting;
export type DataFlowChange = Partial<DataFlowContent> & Expecting;

const undecided = {
  submittedById: null,
  submittedAt: null,
  decisionId: null,
  validUntil: null,
  openConditions: 0,
  staleFacts: [],
  loggedFacts: [],
  reviewDueOn: null,
  emergency: null,
} as const;

@Injectable()
export class DataFlowsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly flows: DataFlowsRepository,
    private readonly placement: FlowPlacement,
    private readonly readiness: FlowReadinessService,
    private readonly book: AdequacyBook,
  ) {}

  async page(
    filter: DataFlowFilter & { certificateIncomplete?: boolean },
    request: PageRequest,
  ): Promise<Page<DataFlow>> {
    if (filter.standsOn !== undefined) await this.assertDecision(filter.standsOn);
    const { certificateIncomplete = false, ...plain } = filter;
    const certificateIncompleteOn = certificateIncomplete ? this.clock.today() : undefined;
    return this.flows.page({ ...plain, certificateIncompleteOn }, request);
  }

  get(id: string, at?: Date): Promise<DataFlow> {
    return at ? this.flows.register.at(id, at) : this.flows.register.get(id);
  }

  /** At the gate where the flow stands next, unless told. */
  async readinessOf(id: string, gate?: Gate): Promise<Readiness> {
    const flow = await this.flows.register.get(id);
    return this.readiness.of(await this.readiness.gather(flow), gate);
  }

  create({ legalEntityId, ...content }: NewDataFlow, by: Principal): Promise<DataFlow> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const id = uuidv7(now);
      const named = { ...content, reference: content.reference ?? ownReference('DF', id) };
      const placed = await this.placement.of(tx, { ...named, legalEntityId }, null);
      const after: DataFlow = {
        ...undecided,
        ...named,
        ...placed,
        id,
        revision: 0,
        status: 'draft',
        legs: [],
        standsOn: [],
        authorIds: [by.id],
        activatedAt: null,
        suspendedBecause: null,
        closedAt: null,
        endedOn: null,
        certificate: null,
        certificateMissing: false,
        createdById: by.id,
        createdAt: now,
      };
      await this.assertUnused(after, null);
      const standing = await this.withReliance(after);
      return this.flows.register.record(tx, { before: null, after: standing, action: flowCreated });
    });
  }

  /** A material change takes a submission back to a draft and ends an approval, in the same transaction and by name. */
  change(
    id: string,
    expected: Expected,
    { legalEntityId, ...change }: DataFlowChange,
    by: Principal,
  ): Promise<DataFlow> {
    return this.db.run(async (tx) => {
      const known = await this.flows.register.get(id);
      const content = { ...known, ...change, legalEntityId };
      const placed = await this.placement.of(tx, content, known.agreementId);
      const before = await this.flows.register.lock(tx, id, expected);
      if (change.agreementId === undefined && before.agreementId !== known.agreementId)
        throw staleRevision(before.revision);
      assertMayChange(before, by);
      const authorIds = [...new Set([...before.authorIds, by.id])];
      const after = await this.withReliance({ ...before, ...change, ...placed, authorIds });
      await this.assertUnused(after, before);
      return this.flows.register.record(tx, { before, ...(await this.consequence(before, after)) });
    });
  }

  private async assertDecision(code: string): Promise<void> {
    if (!(await this.book.knows(code)))
      throw invalidFields([
        { pointer: '/standsOn', code: 'unknown_code', message: `there is no adequacy decision ${code}` },
      ]);
  }

  private async consequence(
    before: DataFlow,
    after: DataFlow,
  ): Promise<{ after: DataFlow; action: string; reason?: string }> {
    if (isApproved(before.status)) return this.judgedAnew(after);
    const [was, is] = await this.readiness.gatherAll([before, after]);
    const changed = was && is ? differences(was.facts, is.facts) : [];
    const reason = `changed: ${changed.map(({ fact }) => fact).join(', ')}`;
    if (changed.length > 0 && before.status === 'submitted')
      return { after: { ...after, ...undecided, status: 'draft' }, action: flowChanged, reason };
    return { after, action: flowChanged };
  }

  /** As when the change had come from elsewhere. */
  private async judgedAnew(flow: DataFlow): Promise<{ after: DataFlow; action: string; reason?: string }> {
    const known = await this.readiness.gather(flow);
    const { changes, conditions } = await this.readiness.approvalOf(known);
    const ways = waysOf(known.legs);
    const outcome = approvalOutcome(flow, { changes, conditions, ways, today: known.today });
    const { found, after, reason } = outcome;
    if (found === 'unchanged' || found === 'other_ground') return { after, action: flowChanged };
    return { after, action: found === 'noted' ? flowChanged : actionOf[found], reason };
  }

  private async withReliance(flow: DataFlow): Promise<DataFlow> {
    const { legs } = await this.readiness.gather(flow);
    return { ...flow, ...waysOf(legs) };
  }

  private async assertUnused({ reference }: DataFlow, before: DataFlow | null): Promise<void> {
    if (reference !== before?.reference && (await this.flows.register.find({ reference })))
      refuse('data_flow.reference_in_use', `There is another data flow ${reference}.`, {
        errors: [{ pointer: '/reference', code: 'in_use', message: 'use a reference of its own' }],
      });
  }
}

function assertMayChange(flow: DataFlow, { id, roles }: Principal): void {
  if (!roles.includes('procurement') && flow.createdById !== id)
    refuse('data_flow.not_yours', 'Somebody else drafted this flow.');
  if (flow.status === 'closed') refuse('data_flow.closed', 'This data flow is closed.');
}
