import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isMyTurn } from '../../platform/database/turns.js';
import { Upkeep } from '../../platform/upkeep.js';
import { VendorsService } from '../vendors/index.js';
import { AssessmentsService } from './assessments.service.js';
import { unaskable, type AssessmentPlan, type TemplateOffer } from './domain/plan.js';
import { plannedFor } from './domain/planned.js';
import { assessmentPlanned } from './events.js';
import { PlansRepository } from './persistence/plans.repository.js';

/** How many one round of upkeep creates at most; the next round goes on. */
const mostAtOnce = 100;

/** Creates what plans ask for when its day has come: once for each vendor and period, whoever else is at it. */
@Injectable()
export class PlannedAssessmentsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly assessments: AssessmentsService,
    private readonly plans: PlansRepository,
    private readonly upkeep: Upkeep,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('assessments that plans ask for', (tx) => this.createDue(tx));
  }

  private async createDue(tx: Tx): Promise<void> {
    if (!(await isMyTurn(tx, 'assessment_plans'))) return;
    const running = await this.plans.running();
    const offers = await this.plans.offers(running.map(({ templateId }) => templateId));
    let left = mostAtOnce;
    for (const plan of running) {
      const offer = offers.get(plan.templateId);
      if (left > 0 && offer) left -= await this.createFor(tx, plan, offer, left);
    }
  }

  private async createFor(tx: Tx, plan: AssessmentPlan, offer: TemplateOffer, most: number): Promise<number> {
    const version = plan.templateVersionId ?? offer.newest?.id;
    if (version === undefined || unaskable(plan, offer).length > 0) return 0;
    const today = this.clock.today();
    const due = await this.plans.due(plan.id, today, most);
    let created = 0;
    for (const { vendorId } of due) if (await this.create(tx, plan, version, { vendorId, today })) created++;
    return created;
  }

  /** Judged again once the vendor is locked: somebody may have asked it, or moved it, in the meantime. */
  private async create(
    tx: Tx,
    plan: AssessmentPlan,
    templateVersionId: string,
    { vendorId, today }: { vendorId: string; today: LocalDate },
  ): Promise<boolean> {
    await this.vendors.lock(tx, vendorId);
    const standing = await this.plans.standing(plan.id, vendorId);
    if (standing === null) return false;
    const { create, dueOn, period, reasons } = plannedFor(plan, standing, today);
    if (!create || dueOn === null) return false;
    const fields = { vendorId, templateVersionId, dueOn, scope: null, serviceId: null };
    const planned = { planId: plan.id, planPeriod: period, askGapOnly: plan.askGapOnly };
    const reason = `${plan.name}: ${reasons.map(({ message }) => message).join(' ')}`;
    await this.db.run(() =>
      this.assessments.create({ ...fields, ...planned }, { action: assessmentPlanned, reason }),
    );
    return true;
  }
}
