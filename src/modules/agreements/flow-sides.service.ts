import { Injectable } from '@nestjs/common';
import { byId, distinct, groupedBy, required } from '../../shared/by-id.js';
import type { LocalDate } from '../../shared/local-date.js';
import { LegalEntitiesService, type LegalEntity } from '../identity/index.js';
import type { DpfEntry } from '../reference-data/codes.js';
import {
  DeclarationsService,
  DpfEntriesService,
  longestRetention,
  SubprocessorsService,
  VendorsService,
  type Declaration,
  type Vendor,
} from '../vendors/index.js';
import type { Agreement } from './domain/agreement.js';
import type { DeclaredUses } from './domain/declared-beyond.js';
import { usedUnder, type UsedSubprocessor } from './domain/used-subprocessors.js';
import { ObjectionsRepository } from './persistence/objections.repository.js';

/** Who stands on both sides of an agreement, and whom the vendor uses for our data under it. */
export type FlowSide = Readonly<{
  exporter: LegalEntity;
  vendor: Vendor;
  subprocessors: readonly UsedSubprocessor[];
  /** What the vendor declares of itself in public; null where nothing is on record. */
  declared: DeclaredUses | null;
  /** What was seen of it in the list of the Data Privacy Framework. */
  entries: readonly DpfEntry[];
}>;

@Injectable()
export class FlowSidesService {
  constructor(
    private readonly entities: LegalEntitiesService,
    private readonly vendors: VendorsService,
    private readonly subprocessors: SubprocessorsService,
    private readonly objections: ObjectionsRepository,
    private readonly declarations: DeclarationsService,
    private readonly dpfEntries: DpfEntriesService,
  ) {}

  /** By agreement, in as many statements as for one. */
  async of(agreements: readonly Agreement[], today: LocalDate): Promise<Map<string, FlowSide>> {
    const exporters = byId(
      await this.entities.some(distinct(agreements.map(({ legalEntityId }) => legalEntityId))),
    );
    const vendorIds = distinct(agreements.map(({ vendorId }) => vendorId));
    const vendors = byId(await this.vendors.some(vendorIds));
    const chains = groupedBy(await this.subprocessors.chainsOf(vendorIds, today), ({ rootId }) => rootId);
    const answers = groupedBy(
      await this.objections.answers(
        agreements.map(({ id }) => id),
        distinct([...chains.values()].flat().map(({ id }) => id)),
      ),
      ({ agreementId }) => agreementId,
    );
    const declarations = await this.declarations.ofAll(vendorIds);
    const entries = await this.dpfEntries.ofAll([...vendors.values()]);
    return new Map(
      agreements.map(({ id, vendorId, legalEntityId }) => [
        id,
        {
          exporter: required(exporters, legalEntityId),
          vendor: required(vendors, vendorId),
          subprocessors: usedUnder(chains.get(vendorId) ?? [], answers.get(id) ?? [], today),
          declared: usesIn(declarations.get(vendorId)),
          entries: entries.get(vendorId) ?? [],
        },
      ]),
    );
  }
}

/** As far as an approval is compared with it. */
export function usesIn(declaration: Declaration | undefined): DeclaredUses | null {
  if (declaration === undefined) return null;
  const { status, uses, dataCategories, retentionSince } = declaration;
  return { status, uses, dataCategories, retentionSince, longestRetention: longestRetention(declaration) };
}
