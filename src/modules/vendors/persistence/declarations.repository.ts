import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Declaration, DeclaredBasis, DeclarationStatus } from '../domain/declaration.js';
import type { KeptList } from '../domain/kept-list.js';
import { DeclarationEntity } from './declaration.entity.js';
import { VendorListEntity } from './vendor-list.entity.js';

export type DeclarationFilter = Readonly<{
  q?: string;
  status?: DeclarationStatus;
  purpose?: number;
  basis?: DeclaredBasis;
  dataCategory?: number;
  irregular?: boolean;
  listVersion?: number;
}>;

const shown = `d.id, d.revision, d.vendor_id AS "vendorId", d.gvl_id AS "gvlId", d.status, d.specification,
  d.list_version AS "listVersion", d.name, d.uses, d.special_purposes AS "specialPurposes", d.features,
  d.special_features AS "specialFeatures", d.data_categories AS "dataCategories", d.retention,
  d.retention_since AS "retentionSince", d.uses_cookies AS "usesCookies", d.cookie_refresh AS "cookieRefresh",
  d.uses_non_cookie_access AS "usesNonCookieAccess", d.cookie_max_age_seconds AS "cookieMaxAgeSeconds",
  d.privacy_url AS "privacyUrl", d.legitimate_interest_url AS "legitimateInterestUrl",
  d.device_storage_url AS "deviceStorageUrl", d.deleted_on AS "deletedOn", d.irregularities, d.changes,
  d.created_at AS "createdAt"`;

@Injectable()
export class DeclarationsRepository {
  readonly register: Register<DeclarationEntity>;
  readonly lists: Register<VendorListEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly pages: Lists,
  ) {
    this.register = registers.open({ type: 'vendor_declaration', entity: DeclarationEntity });
    this.lists = registers.open({ type: 'vendor_list', entity: VendorListEntity });
  }

  page(filter: DeclarationFilter, request: PageRequest): Promise<Page<Declaration>> {
    const { purpose, basis, dataCategory, irregular } = filter;
    const use = { ...(purpose === undefined ? {} : { purpose }), ...(basis === undefined ? {} : { basis }) };
    const category = [{ category: dataCategory }];
    return this.pages.page<Declaration>(
      {
        select: shown,
        from: 'vendor_declaration d',
        where: [
          ...containing(filter.q, 'd.name'),
          ...when(filter.status, 'd.status = $?'),
          ...when(purpose ?? basis, 'd.uses @> $?::jsonb', JSON.stringify([use])),
          ...when(dataCategory, 'd.data_categories @> $?::jsonb', JSON.stringify(category)),
          ...when(irregular, `(d.irregularities <> '[]'::jsonb) = $?`),
          ...when(filter.listVersion, 'd.list_version = $?'),
        ],
        sorts: {
          name: { by: 'd.name', type: 'text' },
          createdAt: { by: 'd.created_at', type: 'timestamptz' },
        },
        id: 'd.id',
      },
      request,
    );
  }

  /** What the vendor declares; of several, as when its number was put right by hand, what is declared still. */
  async of(vendorId: string): Promise<DeclarationEntity | null> {
    const all = await this.register.list({ vendorId });
    return all.find(({ status }) => status === 'declared') ?? all.at(-1) ?? null;
  }

  async ofAll(vendorIds: readonly string[]): Promise<Declaration[]> {
    return this.register.list({ vendorId: In([...vendorIds]) }, 100_000);
  }

  /** Of these vendors of the list; held until the transaction ends where there is one. */
  async ofEntries(tx: Tx | null, gvlIds: readonly number[]): Promise<DeclarationEntity[]> {
    const found = await this.register.list({ gvlId: In([...gvlIds]) }, gvlIds.length);
    return tx === null
      ? found
      : this.register.lockAll(
          tx,
          found.map(({ id }) => id),
        );
  }

  /** Declared or deleted, and not among these vendors of the newest list. */
  async vanished(tx: Tx | null, gvlIds: readonly number[]): Promise<DeclarationEntity[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM vendor_declaration WHERE status <> 'gone' AND gvl_id <> ALL($1::int[])`,
      [gvlIds],
    );
    const ids = rows.map(({ id }) => id);
    return tx === null ? this.register.list({ id: In(ids) }, ids.length) : this.register.lockAll(tx, ids);
  }

  listPage(request: PageRequest): Promise<Page<KeptList>> {
    return this.pages.page<KeptList>(
      {
        select: `l.id, l.revision, l.specification, l.list_version AS "listVersion",
          l.policy_version AS "policyVersion", l.published_at AS "publishedAt", l.digest, l.vendors, l.definitions,
          l.file_name AS "fileName", l.complete, l.imported_by_id AS "importedById", l.created_at AS "createdAt"`,
        from: 'vendor_list l',
        where: [],
        sorts: { createdAt: { by: 'l.created_at', type: 'timestamptz' } },
        id: 'l.id',
      },
      request,
    );
  }

  async newestList(): Promise<VendorListEntity | null> {
    return this.db.reading.findOne(VendorListEntity, {
      where: {},
      order: { specification: 'DESC', listVersion: 'DESC' },
    });
  }

  /** Whether any list older than this one was read. */
  async anyBefore({
    specification,
    listVersion,
  }: Pick<KeptList, 'specification' | 'listVersion'>): Promise<boolean> {
    const [row] = await this.db.query<{ any: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM vendor_list WHERE (specification, list_version) < ($1, $2)) AS "any"',
      [specification, listVersion],
    );
    return row?.any ?? false;
  }
}
