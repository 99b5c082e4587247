import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { retentionClasses, type RetentionClass } from '../../../shared/retention-class.js';
import { longestKeptDays, ruleTerms, type RetentionRule } from '../domain/retention-rule.js';
import type { RetentionRun, RunCount, RunPosition, RunProblem } from '../domain/retention-run.js';

/** What the law asks to be kept is kept, whoever writes the row. */
const longEnough = retentionClasses
  .map((name) => `(class = '${name}' AND keep_days >= ${ruleTerms[name].minimumDays})`)
  .join(' OR ');

@RegisteredEntity('retention_rule')
@Check('retention_rule_class_known', oneOf('class', retentionClasses))
@Check('retention_rule_long_enough', longEnough)
@Check('retention_rule_not_for_ever', `keep_days <= ${longestKeptDays}`)
@Index('retention_rule_once', ['class'], { unique: true })
export class RetentionRuleEntity implements RetentionRule {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') class: RetentionClass;
  @Column('int') keepDays: number;
  @Column('text') ground: string;
  @Column('bool') active: boolean;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) setById: string;
  @MomentColumn() setAt: Date;
}

@RegisteredEntity('retention_run')
@Index('retention_run_by_day', ['day'], { unique: true })
@Index('retention_run_by_start', ['startedAt', 'id'])
export class RetentionRunEntity implements RetentionRun {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @DayColumn() day: string;
  @MomentColumn() startedAt: Date;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('text', { array: true }) left: RetentionClass[];
  @Column('jsonb', { nullable: true }) after: RunPosition | null;
  @Column('jsonb') counts: Partial<Record<RetentionClass, RunCount>>;
  @Column('jsonb') problems: RunProblem[];
}
