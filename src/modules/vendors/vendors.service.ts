import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { blocking } from '../../shared/unmet.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { UsersService } from '../identity/index.js';
import { assertFits, assertNotEnded, assertReason } from './domain/vendor-rules.js';
import { refuse } from './domain/vendor-errors.js';
import { candidatesFor, keysOf, newKeys, type VendorKeys } from './domain/duplicates.js';
import { isApproval, isDecision, type VendorStatus } from './domain/vendor-lifecycle.js';
import { findableAs } from './domain/vendor-search.js';
import {
  normalised,
  proposed,
  type NewVendor,
  type Tier,
  type Vendor,
  type VendorFields,
} from './domain/vendor.js';
import { vendorChanged, vendorCreated, vendorMoved, vendorTiered } from './events.js';
import type { VendorEntity } from './persistence/vendor.entity.js';
import { IntakeRequestsRepository } from './persistence/intake-requests.repository.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';
import { VendorsRepository, type VendorFilter } from './persistence/vendors.repository.js';
import { VendorApprovalGate } from './vendor-approval-gate.js';

@Injectable()
export class VendorsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
    private readonly users: UsersService,
    private readonly vendors: VendorsRepository,
    private readonly intakes: IntakeRequestsRepository,
    private readonly parts: VendorPartsRepository,
  ) {}

  page(filter: VendorFilter, request: PageRequest): Promise<Page<Vendor>> {
    return this.vendors.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Vendor> {
    return at ? this.vendors.register.at(id, at) : this.vendors.register.get(id);
  }

  /** Those of them that there are. */
  some(ids: readonly string[]): Promise<Vendor[]> {
    return this.vendors.register.some(ids);
  }

  /** For a command of a module above: the vendor does not change until the transaction ends. */
  lock(tx: Tx, id: string): Promise<Vendor> {
    return this.vendors.register.lock(tx, id);
  }

  /** Like `lock`, and still with us: an offboarded vendor gets nothing new. */
  async lockPresent(tx: Tx, id: string): Promise<Vendor> {
    const vendor = await this.vendors.register.lock(tx, id);
    assertNotEnded(vendor);
    return vendor;
  }

  /** Whether the vendor has this service; a removed one does not count. */
  async offers(vendorId: string, serviceId: string): Promise<boolean> {
    return (await this.parts.services.find({ id: serviceId, vendorId, removed: false })) !== null;
  }

  namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    return this.vendors.namesOf(ids);
  }

  register(actorId: string, fields: NewVendor, allowDuplicate: boolean): Promise<Vendor> {
    return this.db.run(async (tx) => {
      await this.vendors.enterRegistration(tx, 'one of many');
      const now = this.clock.now();
      const vendor = proposed({ id: uuidv7(now), createdAt: now, createdBy: actorId }, fields);
      const reason = await this.judgeDuplicates(tx, keysOf(vendor), vendor.id, allowDuplicate);
      await this.assertOwner(vendor.ownerId);
      const after = { ...vendor, ...findableAs(vendor) } as VendorEntity;
      return this.vendors.register.record(tx, { before: null, after, action: vendorCreated, reason });
    });
  }

  change(
    id: string,
    expected: Expected,
    { allowDuplicate, ...fields }: Partial<VendorFields> & { allowDuplicate?: boolean },
  ): Promise<Vendor> {
    return this.db.run(async (tx) => {
      await this.vendors.enterRegistration(tx, 'one of many');
      const before = await this.vendors.register.lock(tx, id, expected);
      assertNotEnded(before);
      const changed: Vendor = { ...before, ...normalised({ ...before, ...fields }) };
      const keys = newKeys(keysOf(before), keysOf(changed));
      const reason = await this.judgeDuplicates(tx, keys, id, allowDuplicate ?? false);
      if (changed.ownerId !== before.ownerId) await this.assertOwner(changed.ownerId);
      const after = { ...changed, ...findableAs(changed) } as VendorEntity;
      return this.vendors.register.record(tx, { before, after, action: vendorChanged, reason });
    });
  }

  move(
    actorId: string,
    id: string,
    expected: Expected,
    { to, reason }: { to: VendorStatus; reason: string | null },
  ): Promise<Vendor> {
    return this.db.run(async (tx) => {
      const before = await this.vendors.register.lock(tx, id, expected);
      assertFits(before, to);
      assertReason(to, reason);
      if (isDecision(to) && (await this.intakes.askedFor(id, actorId)))
        refuse('vendor.own_request', 'You asked for this vendor; somebody else decides on it.');
      if (isApproval(to)) await this.assertApprovable(id, actorId);
      return this.vendors.register.record(tx, {
        before,
        after: { ...before, status: to },
        action: vendorMoved,
        reason,
      });
    });
  }

  /** By the risk profile, in the transaction that changes it. */
  async setTier(tx: Tx, id: string, tier: Tier | null, reason: string): Promise<void> {
    const before = await this.vendors.register.lock(tx, id);
    await this.vendors.register.record(tx, {
      before,
      after: { ...before, tier },
      action: vendorTiered,
      reason,
    });
  }

  /** Two who register the same at once wait here for each other, so that the second one sees the first. */
  private async judgeDuplicates(
    tx: Tx,
    keys: VendorKeys,
    self: string,
    allowDuplicate: boolean,
  ): Promise<string | null> {
    await this.vendors.lockKeys(tx, keys);
    const others = (await this.vendors.sharing(keys)).filter(({ id }) => id !== self);
    const candidates = candidatesFor(keys, others).slice(0, 20);
    if (candidates.length === 0) return null;
    const names = candidates.map(({ name, id }) => `${name} (${id})`).join(', ');
    if (allowDuplicate) return `allowDuplicate: looks like ${names}`.slice(0, 2_000);
    return refuse(
      'vendor.likely_duplicate',
      `It looks like ${candidates.map(({ name }) => name).join(', ')}.`,
      {
        candidates,
      },
    );
  }

  private async assertOwner(ownerId: string | null): Promise<void> {
    if (ownerId !== null && !(await this.users.isActive(ownerId)))
      refuse('vendor.owner_unknown', 'The owner is not an active person of ours.', {
        errors: [{ pointer: '/ownerId', code: 'unknown', message: 'give the id of an active person' }],
      });
  }

  private async assertApprovable(id: string, actorId: string): Promise<void> {
    const gate = this.modules.get(VendorApprovalGate, { strict: false });
    if (await gate.editedItsModel(id, actorId))
      refuse('vendor.own_model', 'You edited the scoring model of this vendor; somebody else approves it.');
    const unmet = blocking(await gate.unmet(id));
    if (unmet.length > 0)
      refuse('vendor.not_approvable', `Requirements that are not met: ${unmet.length}.`, { unmet });
  }
}
