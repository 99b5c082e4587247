import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { closedStatuses, FindingsService } from '../audits/index.js';
import { findingChanges, isRealBreach } from './domain/breach-findings.js';
import type { Incident } from './domain/incident.js';
import { AffectedReader } from './persistence/affected.reader.js';

/** A confirmed breach reopens what is known of the vendors that it touched: their scores, their gates and the approvals of their flows. */
@Injectable()
export class BreachFindings {
  constructor(
    private readonly clock: Clock,
    private readonly affected: AffectedReader,
    private readonly findings: FindingsService,
  ) {}

  /** In the transaction that changed the incident. */
  async follow(tx: Tx, before: Incident, incident: Incident): Promise<void> {
    if (!isRealBreach(incident)) return;
    const touched = await this.affected.vendors(incident, this.clock.now());
    const found = await this.findings.ofSource('incident', incident.id);
    const known = found.map((finding) => ({ ...finding, closed: closedStatuses.includes(finding.status) }));
    const { raise, regrade, withdraw } = findingChanges(before, incident, touched, known);
    await this.findings.raiseAll(tx, raise);
    await this.findings.regrade(tx, regrade);
    await this.findings.withdrawAll(tx, withdraw);
  }
}
