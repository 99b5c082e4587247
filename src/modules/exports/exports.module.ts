import { Module } from '@nestjs/common';
import { DoraModule } from '../dora/index.js';
import { BundleRemovalService } from './bundle-removal.service.js';
import { BundleDownloads } from './bundle-downloads.service.js';
import { BundleMaker } from './bundle-maker.service.js';
import { BundleSigner } from './bundle-signer.service.js';
import { BundleStore } from './bundle-store.js';
import { ChosenRows } from './chosen-rows.js';
import { ExportWork } from './export-work.service.js';
import { ExportsService } from './exports.service.js';
import { ExportsController } from './http/exports.controller.js';
import { RegistersController } from './http/registers.controller.js';
import { OnRecord } from './on-record.js';
import { OrderCheck } from './order-check.js';
import { ExportsRepository } from './persistence/exports.repository.js';
import { LeavesReader } from './persistence/leaves.reader.js';
import { RegisterExportsService } from './register-exports.service.js';
import { Restoration } from './restoration.service.js';
import { TreeOfNow } from './tree-of-now.js';

@Module({
  imports: [DoraModule],
  controllers: [ExportsController, RegistersController],
  providers: [
    BundleDownloads,
    BundleRemovalService,
    BundleMaker,
    BundleSigner,
    BundleStore,
    ChosenRows,
    ExportsRepository,
    ExportsService,
    ExportWork,
    LeavesReader,
    OnRecord,
    OrderCheck,
    RegisterExportsService,
    Restoration,
    TreeOfNow,
  ],
})
export class ExportsModule {}
