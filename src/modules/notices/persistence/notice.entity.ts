import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { DataSubjectCategoryCode } from '../../reference-data/codes.js';
import type { Notice } from '../domain/notice.js';

@RegisteredEntity('notice')
@Index('notice_reference_in_use', ['reference'], { unique: true })
@Index('notice_by_legal_entity', ['legalEntityId', 'id'])
@Index('notice_by_creation', ['createdAt', 'id'])
export class NoticeEntity implements Notice {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('text', { array: true }) audiences: DataSubjectCategoryCode[];
  @Column('text', { nullable: true }) description: string | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}
