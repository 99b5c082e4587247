import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { EvidenceModule } from '../evidence/index.js';
import { CertificationsService } from './certifications.service.js';
import { ApprovalsOfVendors } from './approvals-of-vendors.js';
import { ConcentrationService } from './concentration.service.js';
import { ContactsService } from './contacts.service.js';
import { EvidenceOfOffboarded } from './evidence-of-offboarded.js';
import { EvidenceOfOffboardedReader } from './persistence/evidence-of-offboarded.reader.js';
import { ErasableContacts } from './erasable-contacts.js';
import { DeclarationsService } from './declarations.service.js';
import { DpfEntriesService } from './dpf-entries.service.js';
import { CertificationsController } from './http/certifications.controller.js';
import { ContactsController } from './http/contacts.controller.js';
import { DeclarationsController } from './http/declarations.controller.js';
import { DpfEntriesController } from './http/dpf-entries.controller.js';
import { IntakeRequestsController } from './http/intake-requests.controller.js';
import { SubprocessorImportController } from './http/subprocessor-import.controller.js';
import { SubprocessorsController } from './http/subprocessors.controller.js';
import { VendorImportController } from './http/vendor-import.controller.js';
import { VendorServicesController } from './http/vendor-services.controller.js';
import { VendorsController } from './http/vendors.controller.js';
import { IntakeRequestsService } from './intake-requests.service.js';
import { DeclarationsRepository } from './persistence/declarations.repository.js';
import { DpfEntriesRepository } from './persistence/dpf-entries.repository.js';
import { IntakeRequestsRepository } from './persistence/intake-requests.repository.js';
import { SubprocessorsRepository } from './persistence/subprocessors.repository.js';
import { VendorPartsRepository } from './persistence/vendor-parts.repository.js';
import { VendorsRepository } from './persistence/vendors.repository.js';
import { SharingConcentration } from './sharing-concentration.js';
import { SubprocessorAnnouncements } from './subprocessor-announcements.service.js';
import { SubprocessorDays } from './subprocessor-days.js';
import { SubprocessorImportService } from './subprocessor-import.service.js';
import { SubprocessorRules } from './subprocessor-rules.js';
import { SubprocessorsService } from './subprocessors.service.js';
import { VendorApprovalGate } from './vendor-approval-gate.js';
import { VendorImportService } from './vendor-import.service.js';
import { VendorImporter } from './vendor-importer.js';
import { VendorListImportService } from './vendor-list-import.service.js';
import { VendorListImporter } from './vendor-list-importer.js';
import { VendorServicesService } from './vendor-services.service.js';
import { VendorsService } from './vendors.service.js';

@Module({
  imports: [EvidenceModule],
  controllers: [
    VendorsController,
    VendorImportController,
    ContactsController,
    CertificationsController,
    DeclarationsController,
    DpfEntriesController,
    VendorServicesController,
    SubprocessorImportController,
    SubprocessorsController,
    IntakeRequestsController,
  ],
  providers: [
    CertificationsService,
    ConcentrationService,
    ContactsService,
    ErasableContacts,
    EvidenceOfOffboarded,
    EvidenceOfOffboardedReader,
    DeclarationsRepository,
    DeclarationsService,
    DpfEntriesRepository,
    DpfEntriesService,
    IntakeRequestsRepository,
    IntakeRequestsService,
    SubprocessorAnnouncements,
    SubprocessorDays,
    SubprocessorImportService,
    SubprocessorRules,
    SubprocessorsRepository,
    SubprocessorsService,
    VendorImporter,
    VendorImportService,
    VendorListImporter,
    VendorListImportService,
    VendorPartsRepository,
    VendorServicesService,
    VendorsRepository,
    VendorsService,
  ],
  exports: [
    CertificationsService,
    DeclarationsService,
    DpfEntriesService,
    SubprocessorAnnouncements,
    SubprocessorsService,
    VendorsService,
  ],
})
export class VendorsModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(ApprovalsOfVendors, VendorApprovalGate, SharingConcentration);
  }
}
