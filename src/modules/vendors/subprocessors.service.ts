import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { newSubprocessor, type Subprocessor, type SubprocessorFields } from './domain/subprocessor.js';
import { deepestRank, mostNodes, treeOf, type SubprocessorTree } from './domain/subprocessor-tree.js';
import { subprocessorChanged } from './events.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import {
  SubprocessorsRepository,
  type ChainedSubprocessor,
  type SubprocessorFilter,
} from './persistence/subprocessors.repository.js';
import { SubprocessorRules } from './subprocessor-rules.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

/** Whom a vendor lets process our data: its sub-processors, and through links to registered vendors theirs. */
@Injectable()
export class SubprocessorsService {
  private readonly parts: VendorParts<SubprocessorEntity>;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: SubprocessorsRepository,
    private readonly rules: SubprocessorRules,
  ) {
    this.parts = new VendorParts(db, vendors, repository.register, 'subprocessor.removed');
  }

  async page(
    vendorId: string,
    filter: SubprocessorFilter,
    request: PageRequest,
  ): Promise<Page<Subprocessor>> {
    await this.vendors.get(vendorId);
    return this.repository.page(vendorId, filter, request);
  }

  get(vendorId: string, id: string, at?: Date): Promise<Subprocessor> {
    return this.parts.get(vendorId, id, at);
  }

  /** As it is in use on the day, so many ranks deep. */
  async tree(vendorId: string, on: LocalDate, depth: number): Promise<SubprocessorTree> {
    await this.vendors.get(vendorId);
    const chain = await this.repository.chain(vendorId, { on, depth: depth + 1, most: mostNodes + 1 });
    return treeOf(vendorId, chain, depth);
  }

  /** Everybody whom these vendors use on the day, down every chain; `rootId` is the vendor at whose end it is. */
  chainsOf(vendorIds: readonly string[], on: LocalDate): Promise<ChainedSubprocessor[]> {
    return this.repository.chains(vendorIds, { on, depth: deepestRank });
  }

  /** The vendor, and every vendor that uses it in the end. */
  async usersOf(vendorId: string): Promise<string[]> {
    const above = await this.repository.linksAbove(vendorId);
    return [...new Set([vendorId, ...above.map((link) => link.vendorId)])];
  }

  add(vendorId: string, fields: SubprocessorFields): Promise<Subprocessor> {
    return this.linking(fields.linkedVendorId, () =>
      this.parts.add(vendorId, subprocessorChanged, async (tx) => {
        const now = this.clock.now();
        const given = { ...fields, ...newSubprocessor(uuidv7(now), vendorId, now) };
        return this.rules.sound(tx, { before: null, given, said: fields.status });
      }),
    );
  }

  async change(
    vendorId: string,
    id: string,
    expected: Expected,
    fields: Partial<SubprocessorFields>,
  ): Promise<Subprocessor> {
    const { linkedVendorId } = { ...(await this.get(vendorId, id)), ...fields };
    return this.linking(linkedVendorId, () =>
      this.parts.change({ vendorId, id, expected }, subprocessorChanged, (before, tx) =>
        this.rules.sound(tx, { before, given: { ...before, ...fields }, said: fields.status ?? null }),
      ),
    );
  }

  /** For what was recorded in error: one that the vendor no longer uses gets its last day instead. */
  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    return this.parts.remove({ vendorId, id, expected }, subprocessorChanged, (before) => ({
      ...before,
      removed: true,
    }));
  }

  /**
   * Two who link at once wait here for each other, so that together they close no ring: before either holds its vendor,
   * because storing the link asks for the other one's.
   */
  private linking<T>(linkedVendorId: string | null, work: () => Promise<T>): Promise<T> {
    return this.db.run(async (tx) => {
      if (linkedVendorId !== null) await this.repository.holdTree(tx);
      return work();
    });
  }
}
