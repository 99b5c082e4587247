import { Injectable } from '@nestjs/common';
import { byId, distinct, groupedBy, required } from '../../shared/by-id.js';
import { Clock } from '../../shared/clock.js';
import type { Unmet } from '../../shared/unmet.js';
import { Config } from '../../platform/config/config.js';
import { Disclosures, type DataFlow } from '../agreements/index.js';
import { VendorsService } from '../vendors/index.js';
import { recipientsOf } from './domain/recipients.js';
import { unmetDisclosure } from './domain/unmet-disclosure.js';
import { NoticeVersionsRepository } from './persistence/notice-versions.repository.js';

/** The answer to the agreements' question, from the versions in force now. */
@Injectable()
export class FlowDisclosures extends Disclosures {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly versions: NoticeVersionsRepository,
    private readonly vendors: VendorsService,
  ) {
    super();
  }

  async unmetOf(flows: readonly DataFlow[]): Promise<ReadonlyMap<string, readonly Unmet[]>> {
    const entityIds = distinct(flows.map(({ legalEntityId }) => legalEntityId));
    const inForce = groupedBy(await this.versions.inForce(entityIds), ({ legalEntityId }) => legalEntityId);
    const vendors = byId(await this.vendors.some(distinct(flows.map(({ vendorId }) => vendorId))));
    const lead = { days: this.config.KEYHOLDER_LEAD_DAYS, today: this.clock.today() };
    return new Map(
      flows.map((flow) => {
        const recipients = recipientsOf(flow, required(vendors, flow.vendorId));
        const told = { groups: flow.subjectCategories, recipients, hasStarted: flow.activatedAt !== null };
        return [flow.id, unmetDisclosure(told, inForce.get(flow.legalEntityId) ?? [], lead)];
      }),
    );
  }
}
