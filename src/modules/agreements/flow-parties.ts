import { Injectable } from '@nestjs/common';
import { byId, distinct } from '../../shared/by-id.js';
import { LegalEntitiesService, type LegalEntity } from '../identity/index.js';
import {
  DeclarationsService,
  longestRetention,
  VendorsService,
  type Declaration,
  type Vendor,
} from '../vendors/index.js';
import type { Agreement } from './domain/agreement.js';
import type { DeclaredUses } from './domain/declared-beyond.js';

/** Both sides of agreements, by their ids. */
export type Parties = Readonly<{
  exporters: ReadonlyMap<string, LegalEntity>;
  vendors: ReadonlyMap<string, Vendor>;
  /** Of vendors that declare something in public. */
  declared: ReadonlyMap<string, DeclaredUses>;
}>;

@Injectable()
export class FlowParties {
  constructor(
    private readonly entities: LegalEntitiesService,
    private readonly vendors: VendorsService,
    private readonly declarations: DeclarationsService,
  ) {}

  /** In as many statements as for one. */
  async of(agreements: readonly Agreement[]): Promise<Parties> {
    const vendorIds = distinct(agreements.map(({ vendorId }) => vendorId));
    const entityIds = distinct(agreements.map(({ legalEntityId }) => legalEntityId));
    const declarations = await this.declarations.ofAll(vendorIds);
    return {
      exporters: byId(await this.entities.some(entityIds)),
      vendors: byId(await this.vendors.some(vendorIds)),
      declared: new Map([...declarations].map(([vendorId, one]) => [vendorId, usesIn(one)])),
    };
  }
}

/** As far as an approval is compared with it. */
export function usesIn(declaration: Declaration): DeclaredUses {
  const { status, uses, dataCategories, retentionSince } = declaration;
  return { status, uses, dataCategories, retentionSince, longestRetention: longestRetention(declaration) };
}
