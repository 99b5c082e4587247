import { Injectable } from '@nestjs/common';
import type { TemplateVersion } from './domain/template.js';
import { TemplatesRepository } from './persistence/templates.repository.js';

/** What never changes of a published version. */
export type PublishedVersion = Pick<TemplateVersion, 'id' | 'templateId' | 'version' | 'content'>;

export type VersionTitle = Readonly<{ id: string; name: string; version: number }>;

const mostKept = 50;

/** Read and made ready once: an answer to one question does not read five hundred. The last used ones stay in memory. */
@Injectable()
export class PublishedVersions {
  private readonly kept = new Map<string, PublishedVersion>();

  constructor(private readonly repository: TemplatesRepository) {}

  async get(id: string): Promise<PublishedVersion> {
    const version = this.kept.get(id) ?? (await this.read(id));
    this.kept.delete(id);
    this.kept.set(id, version); // newest last
    for (const oldest of [...this.kept.keys()].slice(0, -mostKept)) this.kept.delete(oldest);
    return version;
  }

  /** The name of its template can change, so it is read each time. */
  async titleOf({ templateId, version }: PublishedVersion): Promise<VersionTitle> {
    const { id, name } = await this.repository.templates.get(templateId);
    return { id, name, version };
  }

  private async read(id: string): Promise<PublishedVersion> {
    const { templateId, version, content, status } = await this.repository.versions.get(id);
    if (status === 'draft') throw new Error('Assessments are made of published versions.');
    return { id, templateId, version, content };
  }
}
