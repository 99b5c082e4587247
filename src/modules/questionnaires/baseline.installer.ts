import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { baseline } from './domain/baseline.js';
import { TemplatesRepository } from './persistence/templates.repository.js';
import { TemplatesService } from './templates.service.js';

/** Publishes the shipped questionnaire, or its next edition; two instances starting at once publish it once. */
@Injectable()
export class BaselineInstaller implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly repository: TemplatesRepository,
    private readonly templates: TemplatesService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { key, edition, name, description, sections } = baseline;
    const content = { sections };
    await this.db.run(async (tx) => {
      await this.repository.serialiseInstallation(tx);
      const known = await this.repository.templates.find({ builtInKey: key });
      const template =
        known ?? (await this.templates.create({ name, description, content, builtInKey: key }));
      const newest = await this.repository.newest(template.id);
      const isPublished = newest?.status === 'published' && newest.version >= edition;
      if (!isPublished) await this.templates.publishShipped(tx, template.id, content);
    });
  }
}
