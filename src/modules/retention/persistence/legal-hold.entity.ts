import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { personKinds } from '../../../platform/erasable-people.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { holdSubjects, type HoldSubject, type LegalHold } from '../domain/legal-hold.js';

@RegisteredEntity('legal_hold')
@Check('legal_hold_subject_known', oneOf('subject_kind', holdSubjects))
@Check('legal_hold_person_known', oneOf('person_kind', personKinds))
@Check('legal_hold_subject_named', `(subject_kind = 'everything') = (subject_id IS NULL)`)
@Check('legal_hold_person_named', `(subject_kind = 'person') = (person_kind IS NOT NULL)`)
@Check(
  'legal_hold_released_whole',
  `(released_at IS NULL) = (released_by_id IS NULL) AND (released_at IS NULL) = (release_reason IS NULL)`,
)
@Index('legal_hold_by_placing', ['placedAt', 'id'])
@Index('legal_hold_standing', ['until'], { where: 'released_at IS NULL' })
export class LegalHoldEntity implements LegalHold {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') subjectKind: HoldSubject;
  @Column('text', { nullable: true }) personKind: string | null;
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('text') reason: string;
  @Column('text') reference: string;
  @DayColumn({ nullable: true }) until: LocalDate | null;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) ownerId: string;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) placedById: string;
  @MomentColumn() placedAt: Date;
  @Column('uuid', { nullable: true }) releasedById: string | null;
  @MomentColumn({ nullable: true }) releasedAt: Date | null;
  @Column('text', { nullable: true }) releaseReason: string | null;
}
