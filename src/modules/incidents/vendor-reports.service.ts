import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { refuse } from './domain/incident-errors.js';
import { flooded, type Reporter } from './domain/report-link.js';
import {
  presumedDueAt,
  reportProblems,
  setAside,
  taken,
  type ReportedFacts,
  type VendorReport,
} from './domain/vendor-report.js';
import { vendorReportReceived, vendorReportSetAside, vendorReportTaken } from './events.js';
import { IncidentsService } from './incidents.service.js';
import {
  VendorReportsRepository,
  type VendorReportFilter,
  type VendorReportRow,
} from './persistence/vendor-reports.repository.js';

/** What vendors tell us through their links, and what we make of it. */
@Injectable()
export class VendorReportsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly incidents: IncidentsService,
    private readonly repository: VendorReportsRepository,
  ) {}

  page(filter: VendorReportFilter, request: PageRequest): Promise<Page<VendorReport>> {
    return this.repository.page(filter, request);
  }

  get(id: string, at?: Date): Promise<VendorReport> {
    return at ? this.repository.register.at(id, at) : this.repository.register.get(id);
  }

  through({ linkId }: Reporter, request: PageRequest): Promise<Page<VendorReport>> {
    return this.repository.through(linkId, request);
  }

  async ownOf({ linkId }: Reporter, id: string): Promise<VendorReport> {
    const known = await this.repository.register.find({ id, linkId });
    return known ?? refuse('vendor_report.not_found', `There is no report ${id}.`);
  }

  /** One after the other through one link, so that its limits hold; the same words again are the same report. */
  receive({ linkId, vendorId }: Reporter, facts: ReportedFacts): Promise<VendorReport> {
    return this.db.run(async (tx) => {
      const link = await this.repository.links.lock(tx, linkId);
      const now = this.clock.now();
      if (link.revokedAt) refuse('report_link.revoked', 'This link was revoked.');
      const fingerprint = createHash('sha256').update(canonicalJson(facts)).digest();
      const same = await this.repository.register.find({ linkId, fingerprint });
      if (same) return same;
      await this.assertNoFlood(linkId, now);
      const problems = reportProblems(facts, vendorId, now);
      if (problems.length > 0)
        refuse('vendor_report.not_acceptable', problems.map(({ message }) => message).join('; '), {
          errors: problems,
        });
      const after: VendorReportRow = {
        ...facts,
        ...{ id: uuidv7(now), revision: 0, vendorId, linkId, status: 'new', toldAt: now, createdAt: now },
        ...{ incidentId: null, reason: null, settledById: null, settledAt: null, emptiedAt: null },
        ...{ salt: randomBytes(16), fingerprint, announcedShare: 0 },
      };
      const reason = `if the vendor is our processor we are aware from now on: due at ${presumedDueAt(after)?.toISOString() ?? ''}`;
      return this.repository.register.record(tx, {
        before: null,
        after,
        action: vendorReportReceived,
        reason,
      });
    });
  }

  /** Into an incident that is known, or into a new one: null. */
  take(id: string, expected: Expected, by: Principal, incidentId: string | null): Promise<VendorReport> {
    return this.db.run(async (tx) => {
      const before = await this.repository.register.lock(tx, id, expected);
      const settling = { by: by.id, at: this.clock.now() };
      taken(before, incidentId ?? id, settling); // refused before anything else is looked at
      const into = await this.intoIncident(tx, before, incidentId);
      const after = { ...before, ...taken(before, into, settling) };
      return this.repository.register.record(tx, { before, after, action: vendorReportTaken });
    });
  }

  setAside(id: string, expected: Expected, by: Principal, reason: string): Promise<VendorReport> {
    return this.db.run(async (tx) => {
      const before = await this.repository.register.lock(tx, id, expected);
      const after = { ...before, ...setAside(before, reason, { by: by.id, at: this.clock.now() }) };
      return this.repository.register.record(tx, { before, after, action: vendorReportSetAside, reason });
    });
  }

  private async intoIncident(tx: Tx, report: VendorReport, incidentId: string | null): Promise<string> {
    const { id } =
      incidentId === null
        ? await this.incidents.openFrom(tx, report)
        : await this.incidents.addReport(tx, incidentId, report);
    return id;
  }

  private async assertNoFlood(linkId: string, now: Date): Promise<void> {
    const full = flooded(await this.repository.momentsOf(linkId), now);
    if (full)
      refuse('vendor_report.too_many', `It takes ${full.most} reports in one ${full.named}.`, {
        retryAfterSeconds: full.seconds,
      });
  }
}
