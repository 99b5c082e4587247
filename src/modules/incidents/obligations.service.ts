import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { assertUnfixed } from './domain/incident-rules.js';
import { refuse } from './domain/incident-errors.js';
import type { Incident } from './domain/incident.js';
import type { Obligation } from './domain/obligation.js';
import { obligationRaised, obligationReasonedAway, obligationTakenUp } from './events.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';
import { ObligationsRepository, type ObligationFilter } from './persistence/obligations.repository.js';

export type NewObligation = Pick<Obligation, 'to' | 'noticeKind' | 'ground' | 'startsAt' | 'dueAt'>;

const mostByHand = 100;

@Injectable()
export class ObligationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly incidents: IncidentsRepository,
    private readonly obligations: ObligationsRepository,
  ) {}

  async page(incidentId: string, filter: ObligationFilter, request: PageRequest): Promise<Page<Obligation>> {
    await this.incidents.register.get(incidentId);
    return this.obligations.page(incidentId, filter, request);
  }

  async get(incidentId: string, id: string, at?: Date): Promise<Obligation> {
    const known = await this.obligations.register.find({ id, incidentId });
    if (!known) return refuse('obligation.not_found', `The incident has no obligation ${id}.`);
    return at ? this.obligations.register.at(id, at) : known;
  }

  /** Somebody whom the register does not know of: an insurer, an authority of a sector. */
  add(incidentId: string, fields: NewObligation): Promise<Obligation> {
    return this.db.run(async (tx) => {
      await this.openIncident(tx, incidentId);
      const problems = daysProblems(fields);
      if (problems.length > 0)
        refuse('obligation.not_acceptable', problems.map(({ message }) => message).join('; '), {
          errors: problems,
        });
      const existing = await this.obligations.register.list({ incidentId, byHand: true }, mostByHand);
      if (existing.length >= mostByHand) refuse('obligation.too_many', `${mostByHand} were added by hand.`);
      const now = this.clock.now();
      const id = uuidv7(now);
      const after: Obligation = {
        ...fields,
        ...{ id, revision: 0, incidentId, key: `hand:${id}`, by: 'us', clock: null, state: 'open' },
        ...{ legalEntityId: null, agreementId: null, formalEndAt: null, sentAt: null, noticeId: null },
        ...{ lateReason: null, because: null, settledById: null, settledAt: null },
        ...{ announcedShare: 0, byHand: true, createdAt: now },
      };
      return this.obligations.register.record(tx, { before: null, after, action: obligationRaised });
    });
  }

  reasonAway(
    { incidentId, id }: { incidentId: string; id: string },
    expected: Expected,
    by: Principal,
    because: string,
  ): Promise<Obligation> {
    return this.db.run(async (tx) => {
      await this.openIncident(tx, incidentId);
      const before = await this.lock(tx, incidentId, id, expected);
      if (before.state !== 'open') refuse('obligation.settled', `It is ${before.state}.`);
      const settled = { settledById: by.id, settledAt: this.clock.now() };
      const after: Obligation = { ...before, ...settled, state: 'reasoned_away', because };
      return this.obligations.register.record(tx, {
        before,
        after,
        action: obligationReasonedAway,
        reason: because,
      });
    });
  }

  /** What was reasoned away is owed again. */
  takeUp(
    { incidentId, id }: { incidentId: string; id: string },
    expected: Expected,
    reason: string,
  ): Promise<Obligation> {
    return this.db.run(async (tx) => {
      await this.openIncident(tx, incidentId);
      const before = await this.lock(tx, incidentId, id, expected);
      if (before.state !== 'reasoned_away') refuse('obligation.settled', `It is ${before.state}.`);
      const after: Obligation = {
        ...before,
        ...{ state: 'open', because: null, settledById: null, settledAt: null },
      };
      return this.obligations.register.record(tx, { before, after, action: obligationTakenUp, reason });
    });
  }

  private async openIncident(tx: Tx, id: string): Promise<Incident> {
    const incident = await this.incidents.register.lock(tx, id);
    assertUnfixed(incident);
    return incident;
  }

  private async lock(tx: Tx, incidentId: string, id: string, expected: Expected): Promise<Obligation> {
    await this.get(incidentId, id);
    const before = await this.obligations.register.lock(tx, id, expected);
    if (before.by === 'vendor')
      refuse('obligation.not_ours', 'The vendor tells us; this is not ours to settle.');
    return before;
  }
}

function daysProblems({ startsAt, dueAt }: NewObligation): FieldError[] {
  return dueAt !== null && dueAt <= startsAt
    ? [{ pointer: '/dueAt', code: 'too_early', message: 'give a moment after startsAt' }]
    : [];
}
