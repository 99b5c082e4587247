import { Injectable } from '@nestjs/common';
import { LegalEntitiesService } from '../identity/index.js';
import type { DataFlowStatus } from './domain/data-flow.js';
import { sharingMap, type SharingMap } from './domain/sharing-map.js';
import { SharingMapReader } from './persistence/sharing-map.reader.js';
import { graphOf } from './pictures/map-picture.js';
import { drawn } from './pictures/graphviz.js';

export type MapRequest = Readonly<{ statuses: readonly DataFlowStatus[]; limit: number }>;

const inWholeMap = { mostPlaces: 300, mostRecipients: 2_000 } as const;
/** More than that nobody reads, and laying it out would hold up other requests. */
const inPicture = { mostPlaces: 6, mostRecipients: 60 } as const;

/** Who sends what to whom, in which country, and onward to whom: for one of our companies. */
@Injectable()
export class SharingMapService {
  constructor(
    private readonly entities: LegalEntitiesService,
    private readonly reader: SharingMapReader,
  ) {}

  map(legalEntityId: string, request: MapRequest): Promise<SharingMap> {
    return this.gathered(legalEntityId, request, inWholeMap);
  }

  async picture(legalEntityId: string, request: MapRequest): Promise<string> {
    return drawn(graphOf(await this.gathered(legalEntityId, request, inPicture)));
  }

  private async gathered(
    legalEntityId: string,
    { statuses, limit }: MapRequest,
    bounds: typeof inWholeMap | typeof inPicture,
  ): Promise<SharingMap> {
    const { id, name, country } = await this.entities.get(legalEntityId);
    const question = { legalEntityId, statuses, mostVendors: limit, ...bounds };
    const { rows: sharing, vendors, flows } = await this.reader.sharing(question);
    const vendorIds = [...new Set(sharing.map(({ vendorId }) => vendorId))];
    const places = await this.reader.places(question, vendorIds);
    const recipients = await this.reader.recipients(question, vendorIds);
    return sharingMap({
      entity: { id, name, country },
      ...{ sharing, places: places.rows, recipients: recipients.rows },
      totals: { flows, vendors, places: places.all, recipients: recipients.all },
    });
  }
}
