import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { UsersService } from '../identity/index.js';
import { VendorsService } from '../vendors/index.js';
import { BreachFindings } from './breach-findings.js';
import { stillOwed } from './domain/closing.js';
import type { Awareness, Incident, IncidentFacts } from './domain/incident.js';
import { refuse } from './domain/incident-errors.js';
import {
  assertUnfixed,
  assessed,
  aware,
  awareOtherwise,
  factProblems,
  scored,
  stepped,
  type Step,
} from './domain/incident-rules.js';
import {
  incidentAware,
  incidentAwarenessCorrected,
  incidentChanged,
  incidentMoved,
  incidentReported,
  incidentRiskAssessed,
  incidentSeverityScored,
} from './events.js';
import type { RiskAssessment } from './domain/risk.js';
import type { SeverityInputs } from './domain/severity.js';
import { assertTakes, incidentFactsOf, withReport, type VendorReport } from './domain/vendor-report.js';
import { timelineOf, type Timeline } from './domain/timeline.js';
import { ObligationKeeper } from './obligation-keeper.js';
import { IncidentsRepository, type IncidentFilter } from './persistence/incidents.repository.js';

export type NewIncident = IncidentFacts & Readonly<{ exercise: boolean }>;
export type AwarenessDecision = Readonly<{ at: Date; reason: string }>;

@Injectable()
export class IncidentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly vendors: VendorsService,
    private readonly keeper: ObligationKeeper,
    private readonly breaches: BreachFindings,
    private readonly incidents: IncidentsRepository,
  ) {}

  page(filter: IncidentFilter, request: PageRequest): Promise<Page<Incident>> {
    return this.incidents.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Incident> {
    return at ? this.incidents.register.at(id, at) : this.incidents.register.get(id);
  }

  async timeline(id: string): Promise<Timeline> {
    return timelineOf(await this.incidents.register.get(id), await this.keeper.noticesOf(id));
  }

  report(by: Pick<Principal, 'kind' | 'id'>, fields: NewIncident): Promise<Incident> {
    const reportedByKind = by.kind === 'api_key' ? 'api_key' : 'user';
    return this.db.run((tx) => this.open(tx, fields, { reportedByKind, reportedById: by.id }));
  }

  /** Reported by the vendor; that it told us makes nobody aware yet. */
  openFrom(tx: Tx, report: VendorReport): Promise<Incident> {
    const fields = { ...incidentFactsOf(report), exercise: false };
    return this.open(tx, fields, { reportedByKind: 'vendor', reportedById: report.linkId });
  }

  /** One more word of a vendor on what is known already. */
  async addReport(tx: Tx, id: string, report: VendorReport): Promise<Incident> {
    const before = await this.incidents.register.lock(tx, id);
    assertTakes(before);
    const after = withReport(before, report);
    await this.assertFits(after, this.clock.now(), before);
    return this.save(tx, { before, after, action: incidentChanged, reason: `report ${report.id}` });
  }

  change(
    id: string,
    expected: Expected,
    fields: Partial<IncidentFacts>,
    reason: string | null,
  ): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      assertUnfixed(before);
      const after = { ...before, ...fields };
      await this.assertFits(after, this.clock.now(), before);
      return this.save(tx, { before, after, action: incidentChanged, reason });
    });
  }

  step(id: string, expected: Expected, by: Principal, step: Step): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      const after = stepped(before, step, by, this.clock.now());
      if (after.status === 'closed') await this.assertNothingOwed(tx, before);
      const { reason } = step;
      const saved = await this.incidents.register.record(tx, {
        before,
        after,
        action: incidentMoved,
        reason,
      });
      await this.breaches.follow(tx, before, saved);
      return saved;
    });
  }

  startClock(id: string, expected: Expected, by: Principal, decision: AwarenessDecision): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      const after = aware(before, this.decided(by, decision));
      return this.save(tx, { before, after, action: incidentAware, reason: decision.reason });
    });
  }

  correctClock(
    id: string,
    expected: Expected,
    by: Principal,
    decision: AwarenessDecision,
  ): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      const after = awareOtherwise(before, this.decided(by, decision));
      return this.save(tx, { before, after, action: incidentAwarenessCorrected, reason: decision.reason });
    });
  }

  assess(
    id: string,
    expected: Expected,
    by: Principal,
    judgement: Omit<RiskAssessment, 'assessedById' | 'assessedAt'>,
  ): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      const after = assessed(before, { ...judgement, assessedById: by.id, assessedAt: this.clock.now() });
      return this.save(tx, { before, after, action: incidentRiskAssessed, reason: judgement.reasons });
    });
  }

  /** Beside the judgement: no obligation follows from it. */
  score(id: string, expected: Expected, by: Principal, inputs: SeverityInputs): Promise<Incident> {
    return this.db.run(async (tx) => {
      const before = await this.incidents.register.lock(tx, id, expected);
      const after = scored(before, { inputs, assessedById: by.id, assessedAt: this.clock.now() });
      return this.incidents.register.record(tx, { before, after, action: incidentSeverityScored });
    });
  }

  private async open(
    tx: Tx,
    fields: NewIncident,
    reporter: Pick<Incident, 'reportedByKind' | 'reportedById'>,
  ): Promise<Incident> {
    const now = this.clock.now();
    const after: Incident = { ...nothingDecided, ...fields, ...reporter, id: uuidv7(now), createdAt: now };
    await this.assertFits(after, now);
    return this.incidents.register.record(tx, { before: null, after, action: incidentReported });
  }

  /** With the obligations and the findings that follow from it, in the same transaction. */
  private async save(
    tx: Tx,
    change: Readonly<{ before: Incident; after: Incident; action: string; reason: string | null }>,
  ): Promise<Incident> {
    const saved = await this.incidents.register.record(tx, change);
    await this.keeper.follow(tx, saved);
    await this.breaches.follow(tx, change.before, saved);
    return saved;
  }

  /** What follows is looked at afresh, so that nobody who came to be owed something is forgotten. */
  private async assertNothingOwed(tx: Tx, incident: Incident): Promise<void> {
    const owed = stillOwed(incident, await this.keeper.follow(tx, incident));
    if (owed.length > 0)
      refuse('incident.cannot_close', owed.map(({ message }) => message).join('; '), { unmet: owed });
  }

  private decided({ id: decidedById }: Principal, { at, reason }: AwarenessDecision): Awareness {
    return { at, reason, decidedById, decidedAt: this.clock.now() };
  }

  private async assertFits(incident: Incident, now: Date, before: Incident | null = null): Promise<void> {
    const problems = [
      ...factProblems(incident, incident.awareAt, now),
      ...(await this.unknownVendors(incident)),
      ...(await this.unknownFlows(incident)),
      ...(incident.ownerId === (before?.ownerId ?? null) ? [] : await this.unknownOwner(incident)),
    ];
    if (problems.length > 0)
      refuse('incident.not_acceptable', problems.map(({ message }) => message).join('; '), {
        errors: problems,
      });
  }

  private async unknownOwner({ ownerId }: IncidentFacts): Promise<FieldError[]> {
    if (ownerId === null || (await this.users.isActive(ownerId))) return [];
    return [{ pointer: '/ownerId', code: 'unknown', message: 'give the id of an active person' }];
  }

  private async unknownFlows({ dataFlowIds }: IncidentFacts): Promise<FieldError[]> {
    const known = await this.incidents.knownFlows(dataFlowIds);
    return dataFlowIds.flatMap((id, nth) =>
      known.has(id)
        ? []
        : [
            {
              ...{ pointer: `/dataFlowIds/${nth}`, code: 'unknown' },
              message: `there is no data flow ${id}: list /data-flows`,
            },
          ],
    );
  }

  private async unknownVendors({ vendorIds, subProcessors }: IncidentFacts): Promise<FieldError[]> {
    const linked = subProcessors.flatMap(({ vendorId }) => (vendorId === null ? [] : [vendorId]));
    const known = await this.vendors.namesOf([...vendorIds, ...linked]);
    const unknown = (pointer: string, id: string | null): FieldError[] =>
      id === null || known.has(id)
        ? []
        : [{ pointer, code: 'unknown', message: `there is no vendor ${id}: list /vendors` }];
    return [
      ...vendorIds.flatMap((id, nth) => unknown(`/vendorIds/${nth}`, id)),
      ...subProcessors.flatMap(({ vendorId }, nth) => unknown(`/subProcessors/${nth}/vendorId`, vendorId)),
    ];
  }
}

const nothingDecided = {
  revision: 0,
  status: 'reported',
  triageStartedAt: null,
  awareAt: null,
  awareReason: null,
  awareDecidedById: null,
  awareDecidedAt: null,
  earlierAwareness: [],
  risk: null,
  riskReasons: null,
  exemption: null,
  sectors: [],
  riskAssessedById: null,
  riskAssessedAt: null,
  severity: null,
  severityAssessedById: null,
  severityAssessedAt: null,
  containedAt: null,
  closedAt: null,
  closedById: null,
  outcome: null,
} as const;
