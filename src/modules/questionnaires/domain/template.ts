import type { Content } from './content.js';
import { lint } from './lint.js';
import { refuse } from './questionnaire-errors.js';

export type Template = Readonly<{
  id: string;
  revision: number;
  name: string;
  description: string | null;
  /** Names what is shipped with Keyholder; null for what people here wrote. */
  builtInKey: string | null;
  /** From then on it takes no new assessments and no new drafts; what is under way goes on. */
  archivedAt: Date | null;
  /** Numbers of versions that take no new assessments; kept here, because a published version never changes. */
  archivedVersions: readonly number[];
  /** The edition of what is shipped that its newest version is. */
  builtInEdition: number | null;
  createdAt: Date;
}>;

export const versionStatuses = ['draft', 'published'] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export type TemplateVersion = Readonly<{
  id: string;
  revision: number;
  templateId: string;
  version: number;
  status: VersionStatus;
  content: Content;
  publishedAt: Date | null;
  createdAt: Date;
}>;

export type VersionSummary = Pick<TemplateVersion, 'id' | 'version' | 'status'>;

/** Whether new assessments can be made of the version. */
export function isArchived({ archivedAt, archivedVersions }: Template, version: number): boolean {
  return archivedAt !== null || archivedVersions.includes(version);
}

export type ListedTemplate = Template & Readonly<{ versions: VersionSummary[] }>;

export function changed(version: TemplateVersion, content: Content): TemplateVersion {
  assertDraft(version);
  return { ...version, content };
}

export function published(version: TemplateVersion, now: Date): TemplateVersion {
  assertDraft(version);
  const problems = lint(version.content);
  if (problems.length > 0)
    refuse('questionnaire_version.not_publishable', `Version ${version.version} cannot be published yet.`, {
      errors: problems,
      unmet: problems.map(({ code, message, pointer }) => ({ code: code.toUpperCase(), message, pointer })),
    });
  return { ...version, status: 'published', publishedAt: now };
}

export function archived<T extends Template>(template: T, now: Date): T {
  assertInUse(template);
  return { ...template, archivedAt: now };
}

export function restored<T extends Template>(template: T): T {
  if (template.archivedAt === null)
    refuse('questionnaire_template.not_archived', `${template.name} is in use.`);
  return { ...template, archivedAt: null };
}

export function withVersionArchived<T extends Template>(
  template: T,
  { version, status }: TemplateVersion,
): T {
  if (status === 'draft')
    refuse('questionnaire_version.not_published', `Version ${version} is a draft: nothing is sent of it.`);
  if (template.archivedVersions.includes(version))
    refuse('questionnaire_version.archived', `Version ${version} is archived already.`);
  return { ...template, archivedVersions: [...template.archivedVersions, version].sort((a, b) => a - b) };
}

export function withVersionRestored<T extends Template>(template: T, { version }: TemplateVersion): T {
  if (!template.archivedVersions.includes(version))
    refuse('questionnaire_version.not_archived', `Version ${version} is in use.`);
  return { ...template, archivedVersions: template.archivedVersions.filter((each) => each !== version) };
}

/** An archived template is not worked on. */
export function assertInUse({ name, archivedAt }: Template): void {
  if (archivedAt !== null) refuse('questionnaire_template.archived', `${name} is archived.`);
}

function assertDraft({ status, version }: TemplateVersion): void {
  if (status === 'published')
    refuse('questionnaire_version.published', `Version ${version} is published and never changes.`);
}
