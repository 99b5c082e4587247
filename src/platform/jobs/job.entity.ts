import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../database/columns.js';
import { actorKinds, type ActorKind } from '../auth/principal.js';
import { oneOf } from '../database/checks.js';
import { jobStates, type Job, type JobState } from './job.js';

@Entity('job')
@Check('job_state_known', oneOf('state', jobStates))
@Check('job_requested_by_kind_known', oneOf('requested_by_kind', actorKinds))
@Index('job_waiting', ['createdAt'], { where: `state IN ('queued', 'running')` })
export class JobEntity implements Job {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text') state: JobState;
  @Column('int') done: number;
  @Column('int', { nullable: true }) total: number | null;
  @Column('jsonb') input: Record<string, unknown>;
  @Column('bytea', { nullable: true }) file: Buffer | null;
  @Column('jsonb', { nullable: true }) checkpoint: unknown;
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('jsonb', { nullable: true }) problem: { code: string; detail: string } | null;
  @Column('text') requestedByKind: ActorKind;
  @Column('uuid') requestedById: string;
  @Column('text', { nullable: true }) requestId: string | null;
  @MomentColumn() createdAt: Date;
  @MomentColumn({ nullable: true }) finishedAt: Date | null;
  @MomentColumn({ nullable: true }) leaseUntil: Date | null;
}
