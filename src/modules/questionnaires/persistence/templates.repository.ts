import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { ListedTemplate, Template, TemplateVersion, VersionSummary } from '../domain/template.js';
import { QuestionnaireTemplateEntity, QuestionnaireVersionEntity } from './template.entity.js';

export type TemplateFilter = Readonly<{ q?: string; builtIn?: boolean; archived?: boolean }>;

const versions = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'status', v.status)
  ORDER BY v.version), '[]') FROM questionnaire_version v WHERE v.template_id = t.id) AS versions`;

@Injectable()
export class TemplatesRepository {
  readonly templates: Register<Template>;
  readonly versions: Register<TemplateVersion>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.templates = registers.open<Template>({
      type: 'questionnaire_template',
      entity: QuestionnaireTemplateEntity,
    });
    this.versions = registers.open<TemplateVersion>({
      type: 'questionnaire_version',
      entity: QuestionnaireVersionEntity,
    });
  }

  page(filter: TemplateFilter, request: PageRequest): Promise<Page<ListedTemplate>> {
    return this.lists.page<ListedTemplate>(
      {
        select: `t.id, t.revision, t.name, t.description, t.built_in_key AS "builtInKey", t.built_in_edition AS "builtInEdition",
          t.archived_at AS "archivedAt", t.archived_versions AS "archivedVersions", t.created_at AS "createdAt",
          ${versions}`,
        from: 'questionnaire_template t',
        where: [
          ...containing(filter.q, 't.name', `coalesce(t.description, '')`),
          ...when(filter.builtIn, '(t.built_in_key IS NOT NULL) = $?'),
          ...when(filter.archived, '(t.archived_at IS NOT NULL) = $?'),
        ],
        sorts: {
          name: { by: 't.name', type: 'text' },
          createdAt: { by: 't.created_at', type: 'timestamptz' },
        },
        id: 't.id',
      },
      request,
    );
  }

  versionsOf(templateId: string, request: PageRequest): Promise<Page<TemplateVersion>> {
    return this.lists.page<TemplateVersion>(
      {
        select: `v.id, v.revision, v.template_id AS "templateId", v.version, v.status, v.content,
          v.published_at AS "publishedAt", v.created_at AS "createdAt"`,
        from: 'questionnaire_version v',
        where: [{ sql: 'v.template_id = $?', values: [templateId] }],
        sorts: { version: { by: 'v.version', type: 'int' } },
        id: 'v.id',
      },
      request,
    );
  }

  summaries(templateId: string): Promise<VersionSummary[]> {
    return this.db.query<VersionSummary>(
      'SELECT id, version, status FROM questionnaire_version WHERE template_id = $1 ORDER BY version',
      [templateId],
    );
  }

  async newest(templateId: string): Promise<TemplateVersion | null> {
    const [row] = await this.db.query<{ id: string }>(
      'SELECT id FROM questionnaire_version WHERE template_id = $1 ORDER BY version DESC LIMIT 1',
      [templateId],
    );
    return row ? this.versions.get(row.id) : null;
  }

  /** One instance at a time installs what is shipped. */
  async serialiseInstallation(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.questionnaires', 0))`);
  }
}
