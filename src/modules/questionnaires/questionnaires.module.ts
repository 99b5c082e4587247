import { Module } from '@nestjs/common';
import { BaselineInstaller } from './baseline.installer.js';
import { TemplatesController } from './http/templates.controller.js';
import { TemplatesRepository } from './persistence/templates.repository.js';
import { TemplatesService } from './templates.service.js';

@Module({
  controllers: [TemplatesController],
  providers: [BaselineInstaller, TemplatesRepository, TemplatesService],
})
export class QuestionnairesModule {}
