import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { RiskProfile } from '../domain/risk-profile.js';
import type { Tier } from '../domain/scoring-model.js';

@RegisteredEntity('risk_profile')
@Check(
  'risk_profile_factors_known',
  `sensitivity BETWEEN 0 AND 4 AND volume BETWEEN 0 AND 4 AND access BETWEEN 0 AND 4
   AND criticality BETWEEN 0 AND 4 AND transfer_exposure BETWEEN 0 AND 4`,
)
@Check('risk_profile_tier_known', 'tier BETWEEN 1 AND 4')
@Index('risk_profile_once', ['vendorId'], { unique: true })
export class RiskProfileEntity implements RiskProfile {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('int') sensitivity: number;
  @Column('int') volume: number;
  @Column('int') access: number;
  @Column('int') criticality: number;
  @Column('int') transferExposure: number;
  @Column('text') rationale: string;
  @Column('double precision') inherentRisk: number;
  @Column('int') tier: Tier;
  @Column('text') modelId: string;
  @Column('int') modelVersion: number;
  @Column('uuid') setById: string;
  @MomentColumn() setAt: Date;
}
