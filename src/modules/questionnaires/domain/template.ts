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

function assertDraft({ status, version }: TemplateVersion): void {
  if (status === 'published')
    refuse('questionnaire_version.published', `Version ${version} is published and never changes.`);
}
