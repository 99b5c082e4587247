import { CertificationEntity } from './certification.entity.js';
import { ContactEntity } from './contact.entity.js';
import { DeclarationEntity } from './declaration.entity.js';
import { DpfEntryEntity } from './dpf-entry.entity.js';
import { IntakeRequestEntity } from './intake-request.entity.js';
import { SubprocessorEntity } from './subprocessor.entity.js';
import { VendorEntity } from './vendor.entity.js';
import { VendorListEntity } from './vendor-list.entity.js';
import { VendorServiceEntity } from './vendor-service.entity.js';

/** The tables of this module, by name. */
export const vendorEntities = [
  CertificationEntity,
  ContactEntity,
  DeclarationEntity,
  DpfEntryEntity,
  IntakeRequestEntity,
  SubprocessorEntity,
  VendorEntity,
  VendorListEntity,
  VendorServiceEntity,
];
