import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { weProcess } from './domain/affected-contract.js';
import { dutiesOf } from './domain/duties.js';
import type { IncidentNotice } from './domain/incident-notice.js';
import type { Incident } from './domain/incident.js';
import { reconciled, type Duty, type Obligation } from './domain/obligation.js';
import { obligationChanged, obligationRaised } from './events.js';
import { AffectedReader } from './persistence/affected.reader.js';
import { ObligationsRepository } from './persistence/obligations.repository.js';

/** More than one incident can have. */
const all = 5_000;

/** Keeps the obligations of an incident what follows from its facts, its contracts and its risk. */
@Injectable()
export class ObligationKeeper {
  constructor(
    private readonly clock: Clock,
    private readonly affected: AffectedReader,
    private readonly obligations: ObligationsRepository,
  ) {}

  of(incidentId: string): Promise<Obligation[]> {
    return this.obligations.register.list({ incidentId }, all);
  }

  noticesOf(incidentId: string): Promise<IncidentNotice[]> {
    return this.obligations.notices.list({ incidentId }, all);
  }

  /** In the transaction that changed the incident; nothing is owed before we are aware. */
  async follow(tx: Tx, incident: Incident): Promise<Obligation[]> {
    if (incident.awareAt === null) return [];
    const now = this.clock.now();
    const existing = await this.of(incident.id);
    const duties = await this.duties(incident, existing, now);
    const changes = reconciled(existing, duties, { incidentId: incident.id, now, newId: () => uuidv7(now) });
    await this.obligations.register.recordAll(
      tx,
      changes.map((change) => ({ ...change, action: change.before ? obligationChanged : obligationRaised })),
    );
    return this.of(incident.id);
  }

  private async duties(incident: Incident, existing: readonly Obligation[], now: Date): Promise<Duty[]> {
    const { awareAt } = incident;
    if (awareAt === null) return [];
    const contracts = await this.affected.contracts(incident, now);
    const processing = [...new Set(contracts.filter(weProcess).map(({ legalEntityId }) => legalEntityId))];
    const customers = await this.affected.customers(incident, processing, now);
    const sent = new Map(existing.flatMap(({ key, sentAt }) => (sentAt === null ? [] : [[key, sentAt]])));
    return dutiesOf({ incident, awareAt, contracts, customers, sent });
  }
}
