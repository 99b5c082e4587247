import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  adequacyChangeKinds,
  adequacyLists,
  type AdequacyChange,
  type AdequacyChangeKind,
  type AdequacyList,
} from '../domain/adequacy-change.js';
import { dpfFrameworks, type DpfFramework } from '../domain/list-items.js';

@RegisteredEntity('adequacy_change')
@Check('adequacy_change_list_known', oneOf('list', adequacyLists))
@Check('adequacy_change_kind_known', oneOf('kind', adequacyChangeKinds))
@Check('adequacy_change_framework_known', oneOf('framework', dpfFrameworks))
@Check('adequacy_change_revoked_by_somebody', '(revoked_at IS NULL) = (revoked_by_id IS NULL)')
@Index('adequacy_change_by_record', ['recordedAt', 'id'])
@Index('adequacy_change_to_come', ['effectiveFrom', 'id'], {
  where: 'took_effect_at IS NULL AND revoked_at IS NULL',
})
@Index('adequacy_change_new_place_once', ['list', 'code'], {
  unique: true,
  where: `kind = 'new_place' AND revoked_at IS NULL`,
})
export class AdequacyChangeEntity implements AdequacyChange {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') list: AdequacyList;
  @Column('text') code: string;
  @Column('text') kind: AdequacyChangeKind;
  @DayColumn({ nullable: true }) from: LocalDate | null;
  @DayColumn({ nullable: true }) endsOn: LocalDate | null;
  @Column('jsonb', { nullable: true }) places: AdequacyChange['places'];
  @Column('text', { nullable: true }) decision: string | null;
  @Column('text', { nullable: true }) framework: DpfFramework | null;
  @Column('bool', { nullable: true }) bindsEeaEfta: boolean | null;
  @Column('text') reason: string;
  @Column('text') source: string;
  @DayColumn() effectiveFrom: LocalDate;
  @MomentColumn({ nullable: true }) tookEffectAt: Date | null;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  recordedById: string;
  @MomentColumn() recordedAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  revokedById: string | null;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @Column('text', { nullable: true }) revokedBecause: string | null;
}
