import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { AuditScore } from '../domain/audit-score.js';
import { refuse } from '../domain/audit-score-errors.js';
import { AuditScoreEntity } from './audit-score.entity.js';

export type RankingFilter = Readonly<{ grade?: string; tier?: number; minResidual?: number }>;
export type RankedScore = AuditScore & Readonly<{ vendorName: string }>;

const shown = `s.id, s.revision, s.vendor_id AS "vendorId", s.number, s.inherent_risk AS "inherentRisk", s.tier,
  s.control_effectiveness AS "controlEffectiveness", s.residual_risk AS "residualRisk", s.range, s.grade, s.confidence,
  s.coverage, s.knockouts, s.contributions, s.model_id AS "modelId", s.model_version AS "modelVersion", s.inputs,
  s.inputs_digest AS "inputsDigest", s.cause, s.computed_at AS "computedAt",
  standing.due_on AS "nextChangeOn"`;
/** The scores that stand. */
const standing = 'audit_score s JOIN vendor_score standing ON standing.score_id = s.id';

/** Due at once: whether it still stands, the next computation finds. */
const newestStands = `INSERT INTO vendor_score (vendor_id, score_id, due_on)
  SELECT DISTINCT ON (vendor_id) vendor_id, id, current_date FROM audit_score ORDER BY vendor_id, number DESC`;

@Injectable()
export class AuditScoresRepository {
  readonly register: Register<AuditScore>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<AuditScore>({
      ...{ type: 'audit_score', entity: AuditScoreEntity, followedBy: [newestStands] },
    });
  }

  async newest(vendorId: string): Promise<AuditScore | null> {
    const [row] = await this.db.query<AuditScore>(
      `SELECT ${shown} FROM ${standing} WHERE standing.vendor_id = $1`,
      [vendorId],
    );
    return row ?? null;
  }

  standingOf(vendorIds: readonly string[]): Promise<AuditScore[]> {
    return this.db.query<AuditScore>(`SELECT ${shown} FROM ${standing} WHERE standing.vendor_id = ANY($1)`, [
      vendorIds,
    ]);
  }

  async get(id: string): Promise<AuditScore> {
    const [row] = await this.db.query<AuditScore>(
      `SELECT ${shown} FROM audit_score s LEFT JOIN vendor_score standing ON standing.score_id = s.id WHERE s.id = $1`,
      [id],
    );
    return row ?? refuse('audit_score.not_found', `There is no score ${id}.`);
  }

  of(vendorId: string, request: PageRequest): Promise<Page<AuditScore>> {
    return this.lists.page<AuditScore>(
      {
        select: shown,
        from: `audit_score s LEFT JOIN vendor_score standing ON standing.score_id = s.id`,
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
        from: `${standing} JOIN vendor v ON v.id = s.vendor_id`,
        where: [
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
