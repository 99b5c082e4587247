import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { mapPage, type Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import {
  assertNotEnded,
  assertSound,
  obstaclesTo,
  unaskable,
  type AssessmentPlan,
  type PlanFields,
  type PlanObstacle,
  type TemplateOffer,
} from './domain/plan.js';
import { plannedFor, type Planned } from './domain/planned.js';
import {
  PlansRepository,
  type DueFilter,
  type PlanFilter,
  type VendorUnderPlan,
} from './persistence/plans.repository.js';
import { TemplatesService } from './templates.service.js';

/** A plan with the version that it would ask now, and what keeps it from asking. */
export type ShownPlan = Readonly<{
  plan: AssessmentPlan;
  asks: Readonly<{ id: string; version: number }> | null;
  obstacles: readonly PlanObstacle[];
}>;
export type PlannedVendor = VendorUnderPlan & Planned;

@Injectable()
export class PlansService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly templates: TemplatesService,
    private readonly plans: PlansRepository,
  ) {}

  async page(filter: PlanFilter, request: PageRequest): Promise<Page<ShownPlan>> {
    const page = await this.plans.page(filter, request);
    const offers = await this.plans.offers(page.items.map(({ templateId }) => templateId));
    const pinned = await this.versionNumbers(page.items);
    return mapPage(page, (plan) => shownPlan(plan, offers, pinned));
  }

  async get(id: string, at?: Date): Promise<ShownPlan> {
    return this.shown(at ? await this.plans.register.at(id, at) : await this.plans.register.get(id));
  }

  create(createdById: string, fields: PlanFields & Pick<AssessmentPlan, 'active'>): Promise<ShownPlan> {
    assertSound(fields);
    return this.db.run(async () => {
      await this.assertAskable(fields);
      const now = this.clock.now();
      const made = { id: uuidv7(now), revision: 0, endedAt: null, createdById, createdAt: now };
      return this.save(null, { ...made, ...fields }, 'assessment_plan.created');
    });
  }

  change(
    id: string,
    expected: Expected,
    fields: Partial<PlanFields & Pick<AssessmentPlan, 'active'>>,
  ): Promise<ShownPlan> {
    return this.db.run(async (tx) => {
      const before = await this.plans.register.lock(tx, id, expected);
      assertNotEnded(before);
      const after = { ...before, ...fields };
      assertSound(after);
      await this.assertAskable(after);
      return this.save(before, after, 'assessment_plan.changed');
    });
  }

  /** For good; what it created goes on. */
  end(id: string, expected: Expected, reason: string): Promise<ShownPlan> {
    return this.db.run(async (tx) => {
      const before = await this.plans.register.lock(tx, id, expected);
      assertNotEnded(before);
      const after = { ...before, active: false, endedAt: this.clock.now() };
      return this.save(before, after, 'assessment_plan.ended', reason);
    });
  }

  /** What the plan creates now while it is active, and why; and why it creates nothing for the others. */
  async vendors(id: string, filter: DueFilter, request: PageRequest): Promise<Page<PlannedVendor>> {
    const plan = await this.plans.register.get(id);
    const against = unaskable(plan, await this.offerOf(plan));
    const today = this.clock.today();
    const page = await this.plans.vendors(id, filter, today, request);
    return mapPage(page, (vendor) => ({ ...vendor, ...plannedFor(plan, vendor, today, against) }));
  }

  private save(
    before: AssessmentPlan | null,
    after: AssessmentPlan,
    action: string,
    reason: string | null = null,
  ): Promise<ShownPlan> {
    return this.db.run(async (tx) =>
      this.shown(await this.plans.register.record(tx, { before, after, action, reason })),
    );
  }

  private async shown(plan: AssessmentPlan): Promise<ShownPlan> {
    const offers = await this.plans.offers([plan.templateId]);
    return shownPlan(plan, offers, await this.versionNumbers([plan]));
  }

  private async offerOf({ templateId }: AssessmentPlan): Promise<TemplateOffer> {
    return offered(templateId, await this.plans.offers([templateId]));
  }

  private versionNumbers(plans: readonly AssessmentPlan[]): Promise<Map<string, number>> {
    return this.plans.versionNumbers(plans.flatMap(({ templateVersionId }) => templateVersionId ?? []));
  }

  /** The template exists; a version that is fixed is one of its published ones. */
  private async assertAskable({ templateId, templateVersionId }: PlanFields): Promise<void> {
    const { versions } = await this.templates.get(templateId);
    if (templateVersionId === null) return;
    const version = versions.find(({ id }) => id === templateVersionId);
    if (version?.status === 'published') return;
    const message = version ? 'publish this version first' : 'give a version of this template';
    throw invalidFields([{ pointer: '/templateVersionId', code: 'unknown', message }]);
  }
}

function shownPlan(
  plan: AssessmentPlan,
  offers: ReadonlyMap<string, TemplateOffer>,
  pinned: ReadonlyMap<string, number>,
): ShownPlan {
  const offer = offered(plan.templateId, offers);
  const { templateVersionId: id } = plan;
  const asks = id === null ? offer.newest : { id, version: pinned.get(id) ?? 0 };
  return { plan, asks, obstacles: obstaclesTo(plan, offer) };
}

function offered(templateId: string, offers: ReadonlyMap<string, TemplateOffer>): TemplateOffer {
  const offer = offers.get(templateId);
  if (!offer) throw new Error('A plan has a template.');
  return offer;
}
