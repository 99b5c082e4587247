import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { DataSubjectCategoryCode, NoticeItem } from '../../reference-data/codes.js';
import {
  noticeVersionStatuses,
  type NoticeVersion,
  type NoticeVersionStatus,
} from '../domain/notice-version.js';

@RegisteredEntity('notice_version')
@Check('notice_version_status_known', oneOf('status', noticeVersionStatuses))
@Check('notice_version_text_or_url', '(text IS NULL) <> (url IS NULL)')
@Check('notice_version_published_whole', '(published_at IS NULL) = (published_by_id IS NULL)')
@Check('notice_version_published_once', `status = 'withdrawn' OR (status = 'draft') = (published_at IS NULL)`)
@Check('notice_version_ended', `(status IN ('superseded', 'withdrawn')) = (ended_at IS NOT NULL)`)
@Index('notice_version_numbered', ['noticeId', 'language', 'number'], { unique: true })
@Index('notice_version_one_published', ['noticeId', 'language'], {
  unique: true,
  where: `status = 'published'`,
})
@Index('notice_version_in_force', ['legalEntityId'], { where: `status = 'published'` })
export class NoticeVersionEntity implements NoticeVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('NoticeEntity', 'id')
  noticeId: string;
  /** Of the notice, so that what is told in a company's name needs no detour. */
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('int') number: number;
  @Column('text') language: string;
  @Column('text') status: NoticeVersionStatus;
  @Column('text', { array: true }) audiences: DataSubjectCategoryCode[];
  @Column('jsonb') audiencesSince: NoticeVersion['audiencesSince'];
  @Column('text', { nullable: true }) url: string | null;
  @Column('text', { nullable: true }) text: string | null;
  @Column('text') sha256: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id')
  evidenceId: string | null;
  @Column('text', { array: true }) items: NoticeItem[];
  @Column('jsonb') recipients: NoticeVersion['recipients'];
  @Column('text', { array: true }) countries: string[];
  @Column('text', { array: true }) keys: string[];
  @MomentColumn({ nullable: true }) publishedAt: Date | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  publishedById: string | null;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}
