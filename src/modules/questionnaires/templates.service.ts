import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Content } from './domain/content.js';
import { differenceBetween, type Difference } from './domain/difference.js';
import { lint, mistakesIn } from './domain/lint.js';
import { refuse } from './domain/questionnaire-errors.js';
import {
  archived,
  assertInUse,
  changed,
  isArchived,
  published,
  restored,
  withVersionArchived,
  withVersionRestored,
  type ListedTemplate,
  type Template,
  type TemplateVersion,
} from './domain/template.js';
import { templatePublished } from './events.js';
import { TemplatesRepository, type TemplateFilter } from './persistence/templates.repository.js';

export type NewTemplate = Readonly<{
  name: string;
  description: string | null;
  content: Content;
  builtInKey?: string;
  builtInEdition?: number;
  /** Its content is taken over instead. */
  fromVersionId?: string | null;
}>;

/** A version by its number in a template. */
export type VersionOf = Readonly<{ id: string; version: number }>;

@Injectable()
export class TemplatesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: TemplatesRepository,
  ) {}

  page(filter: TemplateFilter, request: PageRequest): Promise<Page<ListedTemplate>> {
    return this.repository.page(filter, request);
  }

  async get(id: string, at?: Date): Promise<ListedTemplate> {
    const template = at
      ? await this.repository.templates.at(id, at)
      : await this.repository.templates.get(id);
    return this.withVersions(template);
  }

  async versionsOf(templateId: string, request: PageRequest): Promise<Page<TemplateVersion>> {
    await this.repository.templates.get(templateId);
    return this.repository.versionsOf(templateId, request);
  }

  async version(templateId: string, version: number, at?: Date): Promise<TemplateVersion> {
    const found = await this.repository.versions.find({ templateId, version });
    if (!found) return noVersion(version);
    return at ? this.repository.versions.at(found.id, at) : found;
  }

  versionById(id: string): Promise<TemplateVersion> {
    return this.repository.versions.get(id);
  }

  /** With its first draft. */
  create(asked: NewTemplate): Promise<ListedTemplate> {
    const { name, description, builtInKey, builtInEdition, fromVersionId } = asked;
    return this.db.run(async (tx) => {
      const content = fromVersionId ? (await this.versionById(fromVersionId)).content : asked.content;
      assertReadable(content);
      const now = this.clock.now();
      const after: Template = {
        id: uuidv7(now),
        revision: 0,
        name,
        description,
        builtInKey: builtInKey ?? null,
        archivedAt: null,
        archivedVersions: [],
        builtInEdition: builtInEdition ?? null,
        createdAt: now,
      };
      const action = 'questionnaire_template.created';
      const template = await this.repository.templates.record(tx, { before: null, after, action });
      await this.draft(tx, template.id, 1, content);
      return this.withVersions(template);
    });
  }

  change(
    id: string,
    expected: Expected,
    fields: Partial<Pick<Template, 'name' | 'description'>>,
  ): Promise<ListedTemplate> {
    return this.db.run(async (tx) => {
      const before = await this.lockOwn(tx, id, expected);
      const after = { ...before, ...fields };
      const action = 'questionnaire_template.changed';
      return this.withVersions(await this.repository.templates.record(tx, { before, after, action }));
    });
  }

  /** A draft that starts as the newest version ends, unless a content is given. */
  newDraft(templateId: string, content?: Content): Promise<TemplateVersion> {
    return this.db.run(async (tx) => {
      assertInUse(await this.lockOwn(tx, templateId));
      const newest = await this.repository.newest(templateId);
      if (newest?.status === 'draft')
        refuse('questionnaire_version.draft_exists', `Version ${newest.version} is a draft.`);
      const start = content ?? newest?.content ?? { sections: [] };
      return this.draft(tx, templateId, (newest?.version ?? 0) + 1, start);
    });
  }

  changeContent(of: VersionOf, expected: Expected, content: Content): Promise<TemplateVersion> {
    assertReadable(content);
    return this.db.run(async (tx) => {
      const before = await this.lockVersion(tx, of, expected);
      const after = changed(before, content);
      return this.repository.versions.record(tx, { before, after, action: 'questionnaire_version.changed' });
    });
  }

  async difference(templateId: string, { from, to }: { from: number; to: number }): Promise<Difference> {
    const before = await this.version(templateId, from);
    const after = await this.version(templateId, to);
    return differenceBetween(before.content, after.content);
  }

  async problems(templateId: string, version: number): Promise<FieldError[]> {
    return lint((await this.version(templateId, version)).content);
  }

  /** Frozen for ever: by this rule, and by the database itself. */
  publish(of: VersionOf, expected: Expected): Promise<TemplateVersion> {
    return this.db.run(async (tx) => {
      assertInUse(await this.repository.templates.get(of.id));
      const before = await this.lockVersion(tx, of, expected);
      const after = published(before, this.clock.now());
      return this.repository.versions.record(tx, { before, after, action: templatePublished });
    });
  }

  /** No new assessments of the template, or of one version; those that were made go on. */
  archive(id: string, version: number | null, expected: Expected, reason: string): Promise<ListedTemplate> {
    return this.retire({ id, version }, expected, reason, {
      action: 'questionnaire_template.archived',
      whole: (template) => archived(template, this.clock.now()),
      one: withVersionArchived,
    });
  }

  restore(id: string, version: number | null, expected: Expected, reason: string): Promise<ListedTemplate> {
    return this.retire({ id, version }, expected, reason, {
      action: 'questionnaire_template.restored',
      whole: restored,
      one: withVersionRestored,
    });
  }

  /** A version that new assessments can be made of. */
  async sendable(versionId: string): Promise<TemplateVersion> {
    const version = await this.versionById(versionId);
    if (version.status !== 'published')
      refuse('assessment.version_not_published', `Version ${version.version} is still a draft.`);
    const template = await this.repository.templates.get(version.templateId);
    if (isArchived(template, version.version))
      refuse('assessment.version_archived', `Version ${version.version} of ${template.name} is archived.`);
    return version;
  }

  /** A new published version of what is shipped; only the installer writes built-in templates. */
  async publishShipped(tx: Tx, templateId: string, content: Content): Promise<void> {
    const newest = await this.repository.newest(templateId);
    const draft =
      newest?.status === 'draft'
        ? newest
        : await this.draft(tx, templateId, (newest?.version ?? 0) + 1, content);
    const after = published(draft, this.clock.now());
    await this.repository.versions.record(tx, { before: draft, after, action: templatePublished });
  }

  private retire(
    { id, version }: { id: string; version: number | null },
    expected: Expected,
    reason: string,
    step: Readonly<{
      action: string;
      whole: (template: Template) => Template;
      one: (template: Template, version: TemplateVersion) => Template;
    }>,
  ): Promise<ListedTemplate> {
    return this.db.run(async (tx) => {
      const before = await this.repository.templates.lock(tx, id, expected);
      const after = version === null ? step.whole(before) : step.one(before, await this.version(id, version));
      const { action } = step;
      return this.withVersions(await this.repository.templates.record(tx, { before, after, action, reason }));
    });
  }

  private async draft(
    tx: Tx,
    templateId: string,
    version: number,
    content: Content,
  ): Promise<TemplateVersion> {
    const now = this.clock.now();
    const after: TemplateVersion = {
      id: uuidv7(now),
      revision: 0,
      templateId,
      version,
      status: 'draft',
      content,
      publishedAt: null,
      createdAt: now,
    };
    const action = 'questionnaire_version.drafted';
    return this.repository.versions.record(tx, { before: null, after, action });
  }

  private async lockOwn(tx: Tx, id: string, expected: Expected = 'any'): Promise<Template> {
    const template = await this.repository.templates.lock(tx, id, expected);
    if (template.builtInKey !== null)
      refuse('questionnaire_template.built_in', `${template.name} is shipped with Keyholder.`);
    return template;
  }

  private async lockVersion(tx: Tx, of: VersionOf, expected: Expected): Promise<TemplateVersion> {
    const { id } = await this.version(of.id, of.version);
    return this.repository.versions.lock(tx, id, expected);
  }

  private async withVersions(template: Template): Promise<ListedTemplate> {
    return { ...template, versions: await this.repository.summaries(template.id) };
  }
}

function noVersion(version: number): never {
  return refuse('questionnaire_version.not_found', `The template has no version ${version}.`);
}

function assertReadable(content: Content): void {
  const errors = mistakesIn(content);
  if (errors.length > 0)
    refuseRequest('request.invalid', `${errors.length} things in the sections need mending.`, { errors });
}
