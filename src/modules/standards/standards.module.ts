import { Module } from '@nestjs/common';
import { StandardsController } from './http/standards.controller.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { ShippedStandardInstaller } from './shipped-standard.installer.js';
import { StandardsService } from './standards.service.js';
import { VendorFactsReader } from './vendor-facts.js';

@Module({
  controllers: [StandardsController],
  providers: [ShippedStandardInstaller, StandardsRepository, StandardsService, VendorFactsReader],
  exports: [StandardsService],
})
export class StandardsModule {}
