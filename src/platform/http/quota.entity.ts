import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../database/columns.js';

/** How often somebody without an account asked for something since a moment; under a keyed hash of who. */
@Entity('request_quota')
export class RequestQuotaEntity {
  @PrimaryColumn('bytea') who: Buffer;
  @MomentColumn() since: Date;
  @MomentColumn() until: Date;
  @Column('int') used: number;
}
