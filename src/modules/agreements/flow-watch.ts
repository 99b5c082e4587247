import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import { scoreComputed } from '../audit-scores/events.js';
import { findingMoved, findingRaised, findingReopened, findingWithdrawn } from '../audits/events.js';
import { waiverExpired, waiverRevoked } from '../standards/events.js';
import { certificationChanged, dpfEntryChanged, vendorChanged, vendorMoved } from '../vendors/events.js';
import { FlowReviews } from './flow-reviews.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

/** Few enough that whoever waits for a flow among them hardly notices. */
const mostAtOnce = 100;

/** What happens elsewhere, and what a new day brings, ends approvals whose facts it changes. */
@Injectable()
export class FlowWatch implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly flows: DataFlowsRepository,
    private readonly reviews: FlowReviews,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('approvals that have had their day', (tx) => this.endPast(tx));
    this.upkeep.add('facts behind approvals', (tx) => this.examineSome(tx));
  }

  @OnNews(vendorMoved, vendorChanged)
  async followVendor(tx: Tx, { action, subjectId }: LedgerEntry): Promise<void> {
    await this.reviews.examineOf(tx, { vendorId: subjectId }, action);
  }

  @OnNews(certificationChanged, dpfEntryChanged, scoreComputed)
  async followItsStanding(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { vendorId } = state;
    if (typeof vendorId === 'string') await this.reviews.examineOf(tx, { vendorId }, action);
  }

  /** A breach is a fact behind approvals until what it showed is mended, whether or not the vendor has a score. */
  @OnNews(findingRaised, findingMoved, findingReopened, findingWithdrawn)
  async followBreach(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { vendorId, source } = state;
    if (typeof vendorId === 'string' && source === 'incident')
      await this.reviews.examineOf(tx, { vendorId }, action);
  }

  /** An approval that stood on the waiver falls where its requirement is still not met. */
  @OnNews(waiverExpired, waiverRevoked)
  async followWaiver(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { subjectType, subjectId, requirementId } = state;
    if (typeof subjectId !== 'string') return;
    const cause = `${action}: ${String(requirementId)}`;
    if (subjectType === 'vendor') await this.reviews.examineOf(tx, { vendorId: subjectId }, cause);
    else await this.reviews.examineAll(tx, [subjectId], () => cause);
  }

  @OnNews('legal_entity.changed')
  async followExporter(tx: Tx, { action, subjectId }: LedgerEntry): Promise<void> {
    await this.reviews.examineOf(tx, { legalEntityId: subjectId }, action);
  }

  private async endPast(tx: Tx): Promise<void> {
    await this.reviews.examineAll(tx, await this.flows.idsPast(this.clock.today(), mostAtOnce));
  }

  /** Certificates, assessments and adequacy decisions end by the calendar: every open flow is looked at once a day. */
  private async examineSome(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const ids = await this.flows.idsUnexamined(today, mostAtOnce);
    await this.reviews.examineAll(tx, ids);
    await this.flows.markExamined(tx, ids, today);
  }
}
