import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { DataFlowsService } from '../agreements/index.js';
import type { DisclosedFlow, Disclosure, DisclosureGiven } from './domain/disclosure.js';
import { disclosureProblems } from './domain/disclosure-problems.js';
import { refuse } from './domain/public-errors.js';
import { disclosureChanged, disclosureDecided } from './events.js';
import { DisclosuresRepository, type DisclosureFilter } from './persistence/disclosures.repository.js';

/** What the public register says of each data flow: the data protection officer decides. */
@Injectable()
export class DisclosuresService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly flows: DataFlowsService,
    private readonly disclosures: DisclosuresRepository,
  ) {}

  page(filter: DisclosureFilter, request: PageRequest): Promise<Page<DisclosedFlow>> {
    return this.disclosures.page(filter, request);
  }

  async of(dataFlowId: string, at?: Date): Promise<Disclosure> {
    await this.flows.get(dataFlowId);
    const found = await this.disclosures.register.find({ dataFlowId });
    if (!found) return refuse('disclosure.not_found', 'It is shown with its recipient, as all are.');
    return at ? this.disclosures.register.at(found.id, at) : found;
  }

  /** The first decision needs no If-Match; whoever replaces one says which. */
  decide(
    dataFlowId: string,
    expected: Expected | null,
    given: DisclosureGiven,
    by: Principal,
  ): Promise<Disclosure> {
    return this.db.run(async (tx) => {
      await this.flows.get(dataFlowId);
      const problems = disclosureProblems(given);
      if (problems.length > 0) throw invalidFields(problems);
      const existing = await this.disclosures.register.find({ dataFlowId });
      if (!existing && expected !== null)
        refuseRequest('request.stale', 'There is no decision to replace; leave If-Match out.');
      const before = existing
        ? await this.disclosures.register.lock(tx, existing.id, expected ?? ifMatchRequired())
        : null;
      const now = this.clock.now();
      const after: Disclosure = {
        ...(before ?? { id: uuidv7(now), revision: 0, dataFlowId }),
        ...{ ...given, decidedById: by.id, decidedAt: now },
      };
      const action = before ? disclosureChanged : disclosureDecided;
      return this.disclosures.register.record(tx, { before, after, action, reason: given.reason });
    });
  }
}
