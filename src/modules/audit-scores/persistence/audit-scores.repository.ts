import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { AuditScore } from '../domain/audit-score.js';
import { AuditScoreEntity } from './audit-score.entity.js';

export type RankingFilter = Readonly<{ grade?: string; tier?: number; minResidual?: number }>;
export type RankedScore = AuditScore & Readonly<{ vendorName: string }>;

const shown = `s.id, s.revision, s.vendor_id AS "vendorId", s.number, s.inherent_risk AS "inherentRisk", s.tier,
  s.control_effectiveness AS "controlEffectiveness", s.residual_risk AS "residualRisk", s.range, s.grade, s.confidence,
  s.coverage, s.knockouts, s.contributions, s.model_id AS "modelId", s.model_version AS "modelVersion", s.inputs,
  s.inputs_digest AS "inputsDigest", s.cause, s.computed_at AS "computedAt"`;
const newestOnly: Condition = {
  sql: `NOT EXISTS (SELECT 1 FROM audit_score later WHERE later.vendor_id = s.vendor_id AND later.number > s.number)`,
  values: [],
};

@Injectable()
export class AuditScoresRepository {
  readonly register: Register<AuditScore>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<AuditScore>({ type: 'audit_score', entity: AuditScoreEntity });
  }

  async newest(vendorId: string): Promise<AuditScore | null> {
    const [row] = await this.db.query<AuditScore>(
      `SELECT ${shown} FROM audit_score s WHERE s.vendor_id = $1 ORDER BY s.number DESC LIMIT 1`,
      [vendorId],
    );
    return row ?? null;
  }

  of(vendorId: string, request: PageRequest): Promise<Page<AuditScore>> {
    return this.lists.page<AuditScore>(
      {
        select: shown,
        from: 'audit_score s',
        where: when(vendorId, 's.vendor_id = $?'),
        sorts: { number: { by: 's.number', type: 'int' } },
        id: 's.id',
      },
      request,
    );
  }

  ranking(filter: RankingFilter, request: PageRequest): Promise<Page<RankedScore>> {
    return this.lists.page<RankedScore>(
      {
        select: `${shown}, v.name AS "vendorName"`,
        from: 'audit_score s JOIN vendor v ON v.id = s.vendor_id',
        where: [
          newestOnly,
          ...when(filter.grade, 's.grade = $?'),
          ...when(filter.tier, 's.tier = $?'),
          ...when(filter.minResidual, 's.residual_risk >= $?'),
        ],
        sorts: {
          residualRisk: { by: 's.residual_risk', type: 'float8' },
          inherentRisk: { by: 's.inherent_risk', type: 'float8' },
          computedAt: { by: 's.computed_at', type: 'timestamptz' },
        },
        id: 's.id',
      },
      request,
    );
  }
}
