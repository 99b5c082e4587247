import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import {
  containing,
  Lists,
  when,
  type Condition,
  type ListQuery,
  type PageRequest,
} from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { foldedName } from '../domain/vendor-names.js';
import { findableAs } from '../domain/vendor-search.js';
import type { VendorKeys } from '../domain/duplicates.js';
import type { Vendor } from '../domain/vendor.js';
import { VendorEntity } from './vendor.entity.js';

export type VendorFilter = Readonly<{
  q?: string;
  status?: string;
  tier?: number;
  country?: string;
  category?: string;
  ownerId?: string;
}>;

const shown = `v.id, v.revision, v.name, v.legal_name AS "legalName", v.country,
  v.registration_number AS "registrationNumber", v.lei, v.website, v.domains, v.categories, v.description,
  v.owner_id AS "ownerId", v.status, v.tier, v.external_ids AS "externalIds", v.links,
  v.certification_claims AS "certificationClaims", v.created_at AS "createdAt", v.created_by AS "createdBy"`;

@Injectable()
export class VendorsRepository {
  readonly register: Register<VendorEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open({
      type: 'vendor',
      entity: VendorEntity,
      derived: ['sortName', 'foldedNames', 'skeletons', 'searchText'],
      derive: findableAs,
    });
  }

  page(filter: VendorFilter, request: PageRequest): Promise<Page<Vendor>> {
    const list: ListQuery = {
      select: shown,
      from: 'vendor v',
      where: [
        ...found(filter.q),
        ...when(filter.status, 'v.status = $?'),
        ...when(filter.tier, 'v.tier = $?'),
        ...when(filter.country, 'v.country = $?'),
        ...when(filter.category, 'v.categories @> ARRAY[$?]'),
        ...when(filter.ownerId, 'v.owner_id = $?'),
      ],
      sorts: {
        name: { by: 'v.sort_name', type: 'text' },
        createdAt: { by: 'v.created_at', type: 'timestamptz' },
        tier: { by: 'coalesce(v.tier, 5)', type: 'int' },
      },
      id: 'v.id',
    };
    return this.lists.page<Vendor>(list, request);
  }

  /** Vendors that share a key with one of these, offboarded ones included: they come back under the same name. */
  async sharing(keys: VendorKeys): Promise<VendorEntity[]> {
    return this.withIds(await this.idsSharing([keys]));
  }

  /** One look into an index for each key: what the planner makes of OR, or of && with many keys, reads the whole table. */
  async idsSharing(keys: readonly VendorKeys[]): Promise<string[]> {
    const all = (of: (key: VendorKeys) => readonly (string | null)[]) => [
      ...new Set(keys.flatMap(of).filter((key) => key !== null)),
    ];
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM vendor WHERE lei = ANY($1::text[])
       UNION SELECT v.id FROM unnest($2::text[]) key JOIN vendor v ON v.domains @> ARRAY[key]
       UNION SELECT v.id FROM unnest($3::text[]) key JOIN vendor v ON v.folded_names @> ARRAY[key]
       UNION SELECT v.id FROM unnest($4::text[]) key JOIN vendor v ON v.skeletons @> ARRAY[key]`,
      [
        all(({ lei }) => [lei]),
        all(({ domains }) => domains),
        all(({ foldedNames }) => foldedNames),
        all(({ skeletons }) => skeletons),
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** Vendors that carry one of these outside identifiers, each as {"system": "id"}. */
  async withExternalIds(pairs: readonly Record<string, string>[]): Promise<string[]> {
    if (pairs.length === 0) return [];
    const rows = await this.db.query<{ id: string }>(
      'SELECT DISTINCT v.id FROM unnest($1::jsonb[]) pair JOIN vendor v ON v.external_ids @> pair',
      [pairs.map((pair) => JSON.stringify(pair))],
    );
    return rows.map(({ id }) => id);
  }

  withIds(ids: readonly string[]): Promise<VendorEntity[]> {
    return this.db.reading.find(VendorEntity, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
  }

  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      'SELECT id, name FROM vendor WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Who registers or changes a vendor goes in here first; an import waits until they are out, and they wait for it. */
  async enterRegistration(tx: Tx, as: 'one of many' | 'the only one'): Promise<void> {
    const shared = as === 'one of many' ? '_shared' : '';
    await tx.query(
      `SELECT pg_advisory_xact_lock${shared}(hashtextextended('keyholder.vendor_registration', 0))`,
    );
  }

  /** Those who register under one of the same keys wait for each other here. */
  async lockKeys(tx: Tx, { lei, domains, foldedNames, skeletons }: VendorKeys): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hash) FROM (
         SELECT DISTINCT hashtextextended('vendor key ' || key, 0) AS hash FROM unnest($1::text[]) key ORDER BY 1) ordered`,
      [[...(lei === null ? [] : [lei]), ...domains, ...foldedNames, ...skeletons]],
    );
  }
}

/** As written, or folded: `café` finds `Cafe`, and `acme b.v.` finds `Acme BV`. */
function found(text: string | undefined): Condition[] {
  const [asWritten] = containing(text, 'v.search_text');
  const [folded] = containing(text === undefined ? undefined : foldedName(text), 'v.search_text');
  if (!asWritten || !folded) return [];
  return [{ sql: `(${asWritten.sql} OR ${folded.sql})`, values: [...asWritten.values, ...folded.values] }];
}
