import { PartialType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  CodesField,
  Flag,
  DayField,
  IdField,
  LabelField,
  LookedUpField,
  ObjectField,
  ObjectsField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  CountryField,
  DataCategoryField,
  SubjectCategoriesField,
  frequencyBands,
  purposes,
  securityMeasureFamilies,
  transferTools,
  volumeBands,
  type DataCategoryCode,
  type DataSubjectCategoryCode,
  type FrequencyBand,
  type Purpose,
  type SecurityMeasureFamily,
  type TransferTool,
  type VolumeBand,
} from '../../reference-data/index.js';
import {
  dataFlowStatuses,
  flowDirections,
  type DataFlowStatus,
  type FlowDirection,
} from '../domain/data-flow.js';
import { OnBehalfOfDto, OnwardRecipientDto } from './data-flow-others.dto.js';
import {
  FlowCompatibilityDto,
  FlowDataCategoryDto,
  FlowDpiaDto,
  FlowLocationDto,
  FlowPurposeDto,
} from './data-flow-parts.dto.js';
import { FlowTransferDto } from './transfer-parts.dto.js';

const nullable = { optional: true, nullable: true } as const;

export class CreateDataFlowDto {
  @LabelField({
    max: 100,
    optional: true,
    example: 'DF-PAYROLL-DE',
    description: 'Unique. Given by us unless told.',
  })
  reference?: string;
  @IdField({
    description: 'The agreement under which the data are shared; names the vendor and our company.',
  })
  agreementId: string;
  @IdField({
    optional: true,
    description: 'Our company, as the agreement names it; sent along, it has to be that one.',
  })
  legalEntityId?: string;
  @LabelField({ max: 200, example: 'Payroll of German staff' }) title: string;
  @CodeField({
    ...nullable,
    codes: flowDirections,
    name: 'FlowDirection',
    example: 'outbound',
    description: 'Seen from us.',
  })
  direction?: FlowDirection | null;
  @ObjectsField(() => FlowPurposeDto, {
    optional: true,
    max: 20,
    description: 'Each with a basis of its own.',
  })
  purposes?: FlowPurposeDto[];
  @SubjectCategoriesField({
    optional: true,
    description: 'Art. 30(1)(c) GDPR. Of the list data_subject_category, or of our own below it.',
  })
  subjectCategories?: DataSubjectCategoryCode[];
  @ObjectsField(() => FlowDataCategoryDto, {
    optional: true,
    max: 200,
    description: 'Art. 30(1)(c), (f) GDPR.',
  })
  dataCategories?: FlowDataCategoryDto[];
  @CodeField({
    ...nullable,
    codes: volumeBands,
    name: 'VolumeBand',
    example: 'V2',
    description: 'How many people: V1 < 1,000, V2 < 100,000, V3 < 1,000,000, V4 more.',
  })
  volume?: VolumeBand | null;
  @CodeField({ ...nullable, codes: frequencyBands, name: 'FrequencyBand', example: 'MONTHLY' })
  frequency?: FrequencyBand | null;
  @LabelField({ ...nullable, max: 200, example: 'HR core' }) sourceSystem?: string | null;
  @LabelField({
    ...nullable,
    max: 200,
    example: 'Mail platform',
    description: 'The system of the vendor in which the data arrive.',
  })
  recipientSystem?: string | null;
  @ObjectsField(() => OnBehalfOfDto, {
    optional: true,
    max: 100,
    description: 'For whom our company processes the data, where it is a processor itself (Art. 30(2) GDPR).',
  })
  onBehalfOf?: OnBehalfOfDto[];
  @ObjectsField(() => OnwardRecipientDto, {
    optional: true,
    max: 100,
    description: 'To whom the vendor passes the data on; sub-processors stand in the register of the vendor.',
  })
  recipients?: OnwardRecipientDto[];
  @ObjectsField(() => FlowLocationDto, {
    optional: true,
    max: 60,
    description: 'Where the vendor stores and processes the data, and from where it reaches them.',
  })
  locations?: FlowLocationDto[];
  @ObjectsField(() => FlowTransferDto, {
    optional: true,
    max: 60,
    description: 'GDPR Chapter V, leg by leg.',
  })
  transfers?: FlowTransferDto[];
  @CodesField({
    optional: true,
    codes: securityMeasureFamilies,
    name: 'SecurityMeasureFamily',
    example: ['ENCRYPTION_TRANSIT', 'ENCRYPTION_REST', 'MFA'],
    description: 'Art. 30(1)(g), 32 GDPR.',
  })
  securityMeasures?: SecurityMeasureFamily[];
  @ObjectField(() => FlowDpiaDto, { ...nullable, description: 'Screening and assessment (Art. 35 GDPR).' })
  dpia?: FlowDpiaDto | null;
  @ObjectField(() => FlowCompatibilityDto, { ...nullable, description: 'Art. 6(4) GDPR.' })
  compatibility?: FlowCompatibilityDto | null;
}

export class ChangeDataFlowDto extends PartialType(CreateDataFlowDto, { skipNullProperties: false }) {}

const sorts = ['reference', '-reference', 'title', '-title', 'createdAt', '-createdAt'] as const;

export class DataFlowsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @LabelField({
    max: 200,
    optional: true,
    example: 'payroll',
    description: "Part of the reference, the title or the vendor's name.",
  })
  q?: string;
  @CodeField({ codes: dataFlowStatuses, optional: true, example: 'active' }) status?: DataFlowStatus;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) agreementId?: string;
  @IdField({ optional: true }) legalEntityId?: string;
  @CountryField({
    optional: true,
    example: 'US',
    description: 'Stored, processed, reached from or sent there.',
  })
  country?: string;
  @DataCategoryField({
    optional: true,
    example: 'HEALTH_RECORD',
    description: 'With those of our own below it.',
  })
  dataCategory?: DataCategoryCode;
  @CodeField({ codes: purposes, optional: true, example: 'PAYROLL' }) purpose?: Purpose;
  @LookedUpField({
    optional: true,
    example: 'EU_US_DPF',
    pattern: '^(EU|UK|CH)_[A-Z0-9_]{2,36}$',
    sentence: 'must be the code of an adequacy decision, such as EU_US_DPF',
    known: (code) => /^(EU|UK|CH)_[A-Z0-9_]{2,36}$/.test(code),
    description:
      'Flows whose transfers rely on this adequacy decision, of the lists adequacy_eu, adequacy_uk and adequacy_ch or recorded here.',
  })
  standsOn?: string;
  @CodeField({
    codes: transferTools,
    optional: true,
    example: 'SCC_M2',
    description: 'Flows with a transfer that names this tool.',
  })
  transferTool?: TransferTool;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'Closed without proof that the data were deleted or returned.',
  })
  certificateMissing?: boolean;
  @DayField({
    optional: true,
    example: '2027-01-31',
    description: 'Approved flows whose changed facts are to be reviewed by this day.',
  })
  reviewDueBy?: string;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'true: asked for or approved in an emergency, and not examined in full since.',
  })
  emergency?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description:
      'true: closed with a certificate that leaves something open: method, document, copies of sub-processors, or a legal exception that is over.',
  })
  certificateIncomplete?: boolean;
}
