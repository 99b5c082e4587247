import { Injectable } from '@nestjs/common';
import { distinct } from '../../shared/by-id.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/local-date.js';
import { AdequacyBook } from '../reference-data/index.js';
import { LegalEntitiesService, type LegalEntity } from '../identity/index.js';
import { DpfEntriesService, VendorsService } from '../vendors/index.js';
import { JudgedFlows, type JudgedFlow } from '../standards/index.js';
import type { Agreement } from './domain/agreement.js';
import type { DataFlow } from './domain/data-flow.js';
import { exportingUnder } from './domain/exporting.js';
import { flowFacts } from './domain/flow-facts.js';
import { transferLegs } from './domain/transfer-legs.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

/** The answer to the standard's question: flows with their facts, many at once. */
@Injectable()
export class FlowsToJudge extends JudgedFlows {
  constructor(
    private readonly clock: Clock,
    private readonly flows: DataFlowsRepository,
    private readonly agreements: AgreementsRepository,
    private readonly entities: LegalEntitiesService,
    private readonly book: AdequacyBook,
    private readonly vendors: VendorsService,
    private readonly dpfEntries: DpfEntriesService,
  ) {
    super();
  }

  async after(id: string | null, most: number): Promise<JudgedFlow[]> {
    return this.judged(await this.flows.openAfter(id, most));
  }

  async some(ids: readonly string[], at?: Date): Promise<JudgedFlow[]> {
    return this.judged(await this.flows.some(ids, at), at);
  }

  certificatesMissing(vendorIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.flows.certificatesMissing(vendorIds);
  }

  private async judged(flows: readonly DataFlow[], at?: Date): Promise<JudgedFlow[]> {
    if (flows.length === 0) return [];
    const day = at ? localDate(at.toISOString().slice(0, 10)) : this.clock.today();
    const agreementIds = [...new Set(flows.map(({ agreementId }) => agreementId))];
    const agreements = new Map((await this.agreements.some(agreementIds, at)).map((one) => [one.id, one]));
    const companies = await this.companiesOf([...agreements.values()], at);
    const changes = await this.book.read(at);
    const seen = await this.entriesOf([...agreements.values()], at);
    return flows.flatMap((flow) => {
      const agreement = agreements.get(flow.agreementId);
      const exporter = agreement && companies.get(agreement.legalEntityId);
      if (!agreement || exporter === undefined) return [];
      const entries = seen.get(agreement.vendorId) ?? [];
      const legs = transferLegs(flow, exportingUnder(agreement, { exporter, on: day, changes, entries }));
      const { id, reference, vendorId, authorIds } = flow;
      return [
        { id, reference, vendorId, authorIds, facts: flowFacts({ flow, agreement, legs, today: day }) },
      ];
    });
  }

  private async entriesOf(agreements: readonly Agreement[], at?: Date) {
    const vendors = await this.vendors.some(distinct(agreements.map(({ vendorId }) => vendorId)));
    return this.dpfEntries.ofAll(vendors, at);
  }

  /** Our own companies are few: one question for each of them, not for each flow. */
  private async companiesOf(agreements: readonly Agreement[], at?: Date): Promise<Map<string, LegalEntity>> {
    const ids = new Set(agreements.map(({ legalEntityId }) => legalEntityId));
    const companies = new Map<string, LegalEntity>();
    for (const id of ids) companies.set(id, await this.entities.get(id, at));
    return companies;
  }
}
