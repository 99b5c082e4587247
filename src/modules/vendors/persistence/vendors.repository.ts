import { Injectable } from '@nestjs/common';
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
  async sharing(keys: readonly VendorKeys[]): Promise<VendorEntity[]> {
    const all = (of: (key: VendorKeys) => readonly (string | null)[]) => [
      ...new Set(keys.flatMap(of).filter((key) => key !== null)),
    ];
    return this.db.reading
      .createQueryBuilder(VendorEntity, 'vendor')
      .where('vendor.lei = ANY(:leis)', { leis: all(({ lei }) => [lei]) })
      .orWhere('vendor.domains && :domains', { domains: all(({ domains }) => domains) })
      .orWhere('vendor.foldedNames && :names', { names: all(({ foldedNames }) => foldedNames) })
      .orWhere('vendor.skeletons && :skeletons', { skeletons: all(({ skeletons }) => skeletons) })
      .orderBy('vendor.id')
      .getMany();
  }

  /** Vendors that carry one of these outside identifiers, each as {"system": "id"}. */
  async withExternalIds(pairs: readonly Record<string, string>[]): Promise<VendorEntity[]> {
    if (pairs.length === 0) return [];
    return this.db.reading
      .createQueryBuilder(VendorEntity, 'vendor')
      .where('vendor.externalIds @> ANY(:pairs::jsonb[])', {
        pairs: pairs.map((pair) => JSON.stringify(pair)),
      })
      .orderBy('vendor.id')
      .getMany();
  }

  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      'SELECT id, name FROM vendor WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Registering under the same keys waits for each other; an import ('all') waits for everybody. */
  async lockRegistration(tx: Tx, keys: VendorKeys | 'all'): Promise<void> {
    const lock = `hashtextextended('keyholder.vendor_registration', 0)`;
    if (keys === 'all') {
      await tx.query(`SELECT pg_advisory_xact_lock(${lock})`);
      return;
    }
    const { lei, domains, foldedNames, skeletons } = keys;
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);
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
