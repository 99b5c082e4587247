import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { evidenceKinds, type EvidenceKind } from '../../reference-data/codes.js';
import {
  contentStates,
  uploaderKinds,
  verificationOutcomes,
  type ContentState,
  type Evidence,
  type UploaderKind,
  type VerificationOutcome,
} from '../domain/evidence.js';

@RegisteredEntity('evidence')
@Check('evidence_kind_listed', oneOf('kind', evidenceKinds))
@Check('evidence_uploader_kind_known', oneOf('uploaded_by_kind', uploaderKinds))
@Check('evidence_validity_ordered', 'valid_to >= valid_from')
@Check('evidence_size_positive', 'size > 0')
@Check('evidence_outcome_known', oneOf('verification_outcome', verificationOutcomes))
@Check(
  'evidence_verified_by_somebody',
  '(verification_outcome IS NULL) = (verified_by_id IS NULL) AND (verified_by_id IS NULL) = (verified_at IS NULL)',
)
@Check(
  'evidence_verified_by_another',
  `verified_by_id IS NULL OR uploaded_by_kind = 'respondent' OR verified_by_id <> uploaded_by_id`,
)
@Check('evidence_content_state_known', oneOf('content_state', contentStates))
@Check(
  'evidence_erased_for_a_reason',
  `(content_state = 'kept') = (erased_at IS NULL) AND (erased_at IS NULL) = (erasure_reason IS NULL)
   AND (erased_at IS NULL) = (legal_ground IS NULL) AND (erased_at IS NOT NULL OR erased_by_id IS NULL)`,
)
@Check('evidence_bytes_gone_then', `(content_state = 'erased') = (bytes_deleted_at IS NOT NULL)`)
@Index('evidence_by_vendor', ['vendorId'])
@Index('evidence_by_content', ['sha256'])
@Index('evidence_by_creation', ['createdAt', 'id'])
@Index('evidence_superseded_once', ['supersedesId'], { unique: true })
export class EvidenceEntity implements Evidence {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') title: string;
  @Column('text') kind: EvidenceKind;
  @Column('text') fileName: string;
  @Column('text') mediaType: string;
  /** Whole bytes; an int4 would end at 2 GB. */
  @Column('float8') size: number;
  @Column('text') sha256: string;
  @Column('text', { nullable: true }) issuer: string | null;
  @Column('text', { nullable: true }) scope: string | null;
  @DayColumn({ nullable: true }) validFrom: LocalDate | null;
  @DayColumn({ nullable: true }) validTo: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  statementOfApplicabilityId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string | null;
  @Column('int', { default: 1 }) version: number;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  supersedesId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  supersededById: string | null;
  @Column('text', { nullable: true }) verificationOutcome: VerificationOutcome | null;
  @Column('text', { nullable: true }) verificationNote: string | null;
  @Column('uuid', { nullable: true }) verifiedById: string | null;
  @MomentColumn({ nullable: true }) verifiedAt: Date | null;
  @Column('text', { default: 'kept' }) contentState: ContentState;
  @MomentColumn({ nullable: true }) erasedAt: Date | null;
  @Column('uuid', { nullable: true }) erasedById: string | null;
  @Column('text', { nullable: true }) erasureReason: string | null;
  @Column('text', { nullable: true }) legalGround: string | null;
  @MomentColumn({ nullable: true }) bytesDeletedAt: Date | null;
  @Column('text') uploadedByKind: UploaderKind;
  @Column('uuid') uploadedById: string;
  @MomentColumn() createdAt: Date;
}
