import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import {
  assertNotOwn,
  assertOpen,
  assertOwn,
  assertVendorNamed,
  type IntakeFields,
  type IntakeRequest,
} from './domain/intake-request.js';
import { refuse } from './domain/vendor-errors.js';
import { intakeAnswered } from './events.js';
import { IntakeRequestsRepository, type IntakeFilter } from './persistence/intake-requests.repository.js';
import { VendorsService } from './vendors.service.js';

export type Triage = Readonly<{
  outcome: 'accepted' | 'refused';
  reason: string | null;
  /** The registered vendor that the request turns out to be about. */
  vendorId: string | null;
  allowDuplicate: boolean;
}>;

@Injectable()
export class IntakeRequestsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly requests: IntakeRequestsRepository,
  ) {}

  page(filter: IntakeFilter, request: PageRequest): Promise<Page<IntakeRequest>> {
    return this.requests.page(filter, request);
  }

  get(id: string, at?: Date): Promise<IntakeRequest> {
    return at ? this.requests.register.at(id, at) : this.requests.register.get(id);
  }

  ask(requestedBy: string, fields: IntakeFields): Promise<IntakeRequest> {
    assertVendorNamed(fields);
    return this.db.run(async (tx) => {
      if (fields.vendorId !== null) await this.vendors.lockPresent(tx, fields.vendorId);
      const now = this.clock.now();
      const open = { status: 'open', answer: null, answeredBy: null, answeredAt: null } as const;
      const after = { id: uuidv7(now), revision: 0, ...fields, ...open, requestedBy, createdAt: now };
      return this.requests.register.record(tx, { before: null, after, action: 'intake_request.made' });
    });
  }

  change(
    actorId: string,
    id: string,
    expected: Expected,
    fields: Partial<IntakeFields>,
  ): Promise<IntakeRequest> {
    return this.db.run(async (tx) => {
      const before = await this.requests.register.lock(tx, id, expected);
      assertOwn(before, actorId);
      assertOpen(before);
      const after = { ...before, ...fields };
      assertVendorNamed(after);
      if (after.vendorId !== null && after.vendorId !== before.vendorId)
        await this.vendors.lockPresent(tx, after.vendorId);
      return this.requests.register.record(tx, { before, after, action: 'intake_request.changed' });
    });
  }

  withdraw(actorId: string, id: string, expected: Expected, reason: string | null): Promise<IntakeRequest> {
    return this.db.run(async (tx) => {
      const before = await this.requests.register.lock(tx, id, expected);
      assertOwn(before, actorId);
      assertOpen(before);
      const after = { ...before, ...this.answered(actorId, 'withdrawn', reason) };
      return this.requests.register.record(tx, { before, after, action: intakeAnswered, reason });
    });
  }

  /** Accepted, the request is closed with its vendor: a registered one, or the new one that it names. */
  triage(actorId: string, id: string, expected: Expected, triage: Triage): Promise<IntakeRequest> {
    const { outcome, reason } = triage;
    return this.db.run(async (tx) => {
      const before = await this.requests.register.lock(tx, id, expected);
      assertNotOwn(before, actorId);
      assertOpen(before);
      if (outcome === 'refused' && reason === null)
        refuse('intake_request.reason_required', 'A refusal needs a reason.', {
          errors: [{ pointer: '/reason', code: 'missing', message: 'say why' }],
        });
      const vendorId =
        outcome === 'accepted' ? await this.vendorFor(actorId, before, triage) : before.vendorId;
      const after = { ...before, vendorId, ...this.answered(actorId, outcome, reason) };
      return this.requests.register.record(tx, { before, after, action: intakeAnswered, reason });
    });
  }

  private answered(answeredBy: string, status: 'accepted' | 'refused' | 'withdrawn', answer: string | null) {
    return { status, answer, answeredBy, answeredAt: this.clock.now() };
  }

  private async vendorFor(
    actorId: string,
    { vendorId, vendorName }: IntakeRequest,
    triage: Triage,
  ): Promise<string> {
    const known = triage.vendorId ?? vendorId;
    if (known !== null) return this.db.run(async (tx) => (await this.vendors.lockPresent(tx, known)).id);
    const vendor = await this.vendors.register(actorId, { name: vendorName ?? '' }, triage.allowDuplicate);
    return vendor.id;
  }
}
