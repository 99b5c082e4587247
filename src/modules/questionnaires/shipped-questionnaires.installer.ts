import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { shippedQuestionnaires, type ShippedQuestionnaire } from './domain/shipped-questionnaires.js';
import type { Template } from './domain/template.js';
import { TemplatesRepository } from './persistence/templates.repository.js';
import { TemplatesService } from './templates.service.js';

/** Publishes the shipped questionnaires, or their next editions; two instances starting at once publish each once. */
@Injectable()
export class ShippedQuestionnairesInstaller implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly repository: TemplatesRepository,
    private readonly templates: TemplatesService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const shipped of shippedQuestionnaires) await this.install(shipped);
  }

  /** The next edition becomes the next version; an older release that starts again takes nothing back. */
  install(shipped: ShippedQuestionnaire): Promise<void> {
    return this.db.run(async (tx) => {
      await this.repository.serialiseInstallation(tx);
      const known = await this.repository.templates.find({ builtInKey: shipped.key });
      if (known) await this.renew(tx, known, shipped);
      else await this.add(tx, shipped);
    });
  }

  private async add(
    tx: Tx,
    { key, edition, name, description, sections }: ShippedQuestionnaire,
  ): Promise<void> {
    const content = { sections };
    const builtIn = { builtInKey: key, builtInEdition: edition };
    const template = await this.templates.create({ name, description, content, ...builtIn });
    await this.templates.publishShipped(tx, template.id, content);
  }

  private async renew(tx: Tx, before: Template, shipped: ShippedQuestionnaire): Promise<void> {
    const { edition, name, description, sections } = shipped;
    if ((await this.editionOf(before)) >= edition) return;
    await this.templates.publishShipped(tx, before.id, { sections });
    await this.repository.templates.record(tx, {
      before,
      after: { ...before, name, description, builtInEdition: edition },
      action: 'questionnaire_template.changed',
      reason: `edition ${edition} came with this release`,
    });
  }

  /** Installations of before did not write it down: their versions were their editions. */
  private async editionOf({ id, builtInEdition }: Template): Promise<number> {
    if (builtInEdition !== null) return builtInEdition;
    const newest = await this.repository.newest(id);
    return newest?.status === 'draft' ? newest.version - 1 : (newest?.version ?? 0);
  }
}
