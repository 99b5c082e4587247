import { Injectable } from '@nestjs/common';
import type { Page } from '../../shared/page.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Declaration } from './domain/declaration.js';
import type { KeptList } from './domain/kept-list.js';
import { refuse } from './domain/vendor-errors.js';
import type { Definitions } from './domain/vendor-list.js';
import { DeclarationsRepository, type DeclarationFilter } from './persistence/declarations.repository.js';
import { VendorsRepository } from './persistence/vendors.repository.js';

/** A declaration with the words of the newest list for its numbers. */
export type DefinedDeclaration = Readonly<{ declaration: Declaration; definitions: Definitions | null }>;

/** What vendors declare of themselves in public: a record to compare approvals with, and no approval. */
@Injectable()
export class DeclarationsService {
  constructor(
    private readonly vendors: VendorsRepository,
    private readonly declarations: DeclarationsRepository,
  ) {}

  async page(filter: DeclarationFilter, request: PageRequest): Promise<Page<DefinedDeclaration>> {
    const definitions = await this.definitions();
    const { items, ...rest } = await this.declarations.page(filter, request);
    return { ...rest, items: items.map((declaration) => ({ declaration, definitions })) };
  }

  async of(vendorId: string, at?: Date): Promise<DefinedDeclaration> {
    await this.vendors.register.get(vendorId);
    const now = await this.declarations.of(vendorId);
    if (now === null) return refuse('vendor_declaration.not_found', `Vendor ${vendorId} declares nothing.`);
    const declaration = at ? await this.declarations.register.at(now.id, at) : now;
    return { declaration, definitions: await this.definitions() };
  }

  /** By vendor, for facts about many. */
  async ofAll(vendorIds: readonly string[]): Promise<Map<string, Declaration>> {
    const all = await this.declarations.ofAll(vendorIds);
    const declaredLast = all.toSorted(
      (a, b) => Number(a.status === 'declared') - Number(b.status === 'declared'),
    );
    return new Map(declaredLast.map((declaration) => [declaration.vendorId, declaration]));
  }

  lists(request: PageRequest): Promise<Page<KeptList>> {
    return this.declarations.listPage(request);
  }

  list(id: string): Promise<KeptList> {
    return this.declarations.lists.get(id);
  }

  private async definitions(): Promise<Definitions | null> {
    return (await this.declarations.newestList())?.definitions ?? null;
  }
}
