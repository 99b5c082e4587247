import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { localDate, type LocalDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Upkeep } from '../../platform/upkeep.js';
import { VendorsService } from '../vendors/index.js';
import { AssessmentFiles } from './assessment-files.js';
import { assertChangeable, assertReasoned, graceDays, moved, type Assessment } from './domain/assessment.js';
import { assessedIn, unreviewedIn, type AssessmentFile } from './domain/assessment-file.js';
import { assessedControls, weakAnswers, type AssessedControl, type WeakAnswer } from './domain/results.js';
import type { Unreviewed } from './domain/review.js';
import { assessmentExpired } from './events.js';
import { AssessmentsRepository, type AssessmentRow } from './persistence/assessments.repository.js';
import { TemplatesService } from './templates.service.js';

export type NewAssessment = Pick<
  Assessment,
  'vendorId' | 'templateVersionId' | 'dueOn' | 'scope' | 'serviceId' | 'askGapOnly'
> &
  Partial<Pick<Assessment, 'planId' | 'planPeriod'>>;
export type AssessmentChange = Partial<Pick<Assessment, 'dueOn' | 'scope'>> &
  Readonly<{ reason?: string | null | undefined }>;
export type AssessedControls = Readonly<{
  assessmentId: string;
  templateVersionId: string;
  completedAt: Date;
  controls: AssessedControl[];
}>;

@Injectable()
export class AssessmentsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly templates: TemplatesService,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly upkeep: Upkeep,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('assessments that were never answered', (tx, now) => this.expire(tx, now));
  }

  get(id: string, at?: Date): Promise<Assessment> {
    return at ? this.repository.assessments.at(id, at) : this.repository.assessments.get(id);
  }

  /** With its questions, answers, documents and reviews. */
  async file(id: string, at?: Date): Promise<AssessmentFile> {
    return this.files.of(await this.get(id, at), at);
  }

  create(
    fields: NewAssessment,
    told: { action: string; reason?: string } = { action: 'assessment.created' },
  ): Promise<Assessment> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, fields.vendorId);
      await this.assertService(fields);
      await this.templates.sendable(fields.templateVersionId);
      const now = this.clock.now();
      const after: AssessmentRow = {
        id: uuidv7(now),
        revision: 0,
        planId: null,
        planPeriod: null,
        ...fields,
        status: 'draft',
        statusReason: null,
        round: 1,
        reopensId: null,
        signatoryName: null,
        signatoryTitle: null,
        salt: randomBytes(16),
        submittedAt: null,
        completedAt: null,
        replyUntil: null,
        resultChangedAt: null,
        createdAt: now,
      };
      return this.repository.assessments.record(tx, { before: null, after, ...told });
    });
  }

  change(
    id: string,
    expected: Expected,
    { reason = null, ...fields }: AssessmentChange,
  ): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      assertChangeable(before);
      assertReasoned(before, { ...fields, reason });
      const after = { ...before, ...fields };
      return this.repository.assessments.record(tx, { before, after, action: 'assessment.changed', reason });
    });
  }

  /** Ends it without a result; its links stop working at once. */
  cancel(id: string, expected: Expected, reason: string): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = moved(before, 'cancelled', reason);
      return this.repository.assessments.record(tx, {
        before,
        after,
        action: 'assessment.cancelled',
        reason,
      });
    });
  }

  /** What the vendor's newest completed assessment says of its controls; null while there is none. */
  async assessedControls(vendorId: string): Promise<AssessedControls | null> {
    const id = await this.repository.newestCompleted(vendorId);
    if (id === null) return null;
    const file = await this.file(id);
    const { templateVersionId, completedAt } = file.assessment;
    if (completedAt === null) throw new Error('A completed assessment has the moment of its completion.');
    return { assessmentId: id, templateVersionId, completedAt, controls: assessedControls(assessedIn(file)) };
  }

  /** What completing it would stand on: its controls so far, and every answer that is not reviewed for good. */
  async toComplete(
    id: string,
  ): Promise<{ vendorId: string; controls: AssessedControl[]; unreviewed: Unreviewed[] }> {
    const file = await this.file(id);
    const { vendorId } = file.assessment;
    const { tier } = await this.vendors.get(vendorId);
    const unreviewed = unreviewedIn(file, tier);
    return { vendorId, controls: assessedControls(assessedIn(file)), unreviewed };
  }

  /** What in an assessment deserves a finding. */
  async weakAnswers(assessmentId: string): Promise<{ vendorId: string; items: WeakAnswer[] }> {
    const file = await this.file(assessmentId);
    return { vendorId: file.assessment.vendorId, items: weakAnswers(assessedIn(file)) };
  }

  private async assertService({ vendorId, serviceId }: NewAssessment): Promise<void> {
    if (serviceId === null || (await this.vendors.offers(vendorId, serviceId))) return;
    const message = 'give the id of a service of this vendor';
    throw invalidFields([{ pointer: '/serviceId', code: 'unknown', message }]);
  }

  private async expire(tx: Tx, now: Date): Promise<void> {
    const lapsed = await this.repository.lapsed(tx, today(now), graceDays);
    await this.repository.assessments.recordAll(
      tx,
      lapsed.map((before) => ({
        before,
        after: moved(before, 'expired', lapse),
        action: assessmentExpired,
        reason: lapse,
      })),
    );
  }
}

const lapse = `not submitted within ${graceDays} days after it was due`;
const today = (now: Date): LocalDate => localDate(now.toISOString().slice(0, 10));
