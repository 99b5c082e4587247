import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Dispute } from '../domain/dispute.js';
import { DisputeEntity } from './assessment.entity.js';

export type DisputeFilter = Readonly<{ open?: boolean }>;
const most = 10_000;

@Injectable()
export class DisputesRepository {
  readonly register: Register<Dispute>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Dispute>({ type: 'dispute', entity: DisputeEntity });
  }

  page(assessmentId: string, { open }: DisputeFilter, request: PageRequest): Promise<Page<Dispute>> {
    return this.lists.page<Dispute>(
      {
        select: `d.id, d.revision, d.assessment_id AS "assessmentId", d.question_id AS "questionId", d.reason,
          d.raised_by_id AS "raisedById", d.raised_at AS "raisedAt", d.outcome, d.reasons,
          d.answered_by_id AS "answeredById", d.answered_at AS "answeredAt"`,
        from: 'dispute d',
        where: [
          { sql: 'd.assessment_id = $?', values: [assessmentId] },
          ...(open === undefined ? [] : [{ sql: '(d.outcome IS NULL) = $?', values: [open] }]),
        ],
        sorts: { raisedAt: { by: 'd.raised_at', type: 'timestamptz' } },
        id: 'd.id',
      },
      request,
    );
  }

  of(assessmentId: string): Promise<Dispute[]> {
    return this.register.list({ assessmentId }, most);
  }
}
