import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  evidenceKinds,
  uploaderKinds,
  type Evidence,
  type EvidenceKind,
  type UploaderKind,
} from '../domain/evidence.js';

@RegisteredEntity('evidence')
@Check('evidence_kind_known', oneOf('kind', evidenceKinds))
@Check('evidence_uploader_kind_known', oneOf('uploaded_by_kind', uploaderKinds))
@Check('evidence_validity_ordered', 'valid_to >= valid_from')
@Check('evidence_size_positive', 'size > 0')
@Index('evidence_by_vendor', ['vendorId'])
@Index('evidence_by_content', ['sha256'])
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
  @DayColumn({ nullable: true }) validFrom: LocalDate | null;
  @DayColumn({ nullable: true }) validTo: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string | null;
  @Column('text') uploadedByKind: UploaderKind;
  @Column('uuid') uploadedById: string;
  @MomentColumn() createdAt: Date;
}

/** The bytes of a document in parts of 1 MB, so that neither storing nor giving out holds more than one in memory. Append-only. */
@Entity('evidence_part')
export class EvidencePartEntity {
  @PrimaryColumn('uuid') @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' }) evidenceId: string;
  @PrimaryColumn('int') position: number;
  @Column('bytea') bytes: Buffer;
}
