import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { Content } from '../domain/content.js';
import {
  versionStatuses,
  type Template,
  type TemplateVersion,
  type VersionStatus,
} from '../domain/template.js';

@RegisteredEntity('questionnaire_template')
@Index('questionnaire_template_built_in_once', ['builtInKey'], { unique: true })
export class QuestionnaireTemplateEntity implements Template {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) builtInKey: string | null;
  @MomentColumn({ nullable: true }) archivedAt: Date | null;
  @Column('int', { array: true, default: [] }) archivedVersions: number[];
  @Column('int', { nullable: true }) builtInEdition: number | null;
  @MomentColumn() createdAt: Date;
}

/** A published row never changes: a trigger refuses it to everybody. */
@RegisteredEntity('questionnaire_version')
@Check('questionnaire_version_status_known', oneOf('status', versionStatuses))
@Check('questionnaire_version_published_then', `(status = 'published') = (published_at IS NOT NULL)`)
@Index('questionnaire_version_once', ['templateId', 'version'], { unique: true })
@Index('questionnaire_version_one_draft', ['templateId'], { unique: true, where: `status = 'draft'` })
export class QuestionnaireVersionEntity implements TemplateVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('QuestionnaireTemplateEntity', 'id', { onDelete: 'RESTRICT' })
  templateId: string;
  @Column('int') version: number;
  @Column('text') status: VersionStatus;
  @Column('jsonb') content: Content;
  @MomentColumn({ nullable: true }) publishedAt: Date | null;
  @MomentColumn() createdAt: Date;
}
