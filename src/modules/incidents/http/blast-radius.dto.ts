import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, Flag, IdField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  partyRoles,
  volumeBands,
  type DataCategoryCode,
  type DataSubjectCategoryCode,
  type PartyRole,
  type VolumeBand,
} from '../../reference-data/codes.js';
import { unknownCodes, type BlastRadius, type UnknownCode } from '../domain/blast-radius.js';

const momentOrNull = { type: String, format: 'date-time', nullable: true } as const;
const idOrNull = { type: String, format: 'uuid', nullable: true } as const;
const flows = { example: 12, description: 'Flows of the window with it.' } as const;

export class BlastWindowDto {
  @ApiProperty({ ...momentOrNull, description: 'null: not known; everything that ever ran counts.' })
  from: Date | null;
  @ApiProperty({ ...momentOrNull, description: 'null: not known, or it goes on; it counts until now.' })
  to: Date | null;
}

export class BlastFlowCountsDto {
  @ApiProperty({ example: 12 }) total: number;
  @ApiProperty({
    example: 11,
    description: 'Activated before the window ended, and not closed before it began.',
  })
  inForce: number;
  @ApiProperty({
    example: 1,
    description:
      'Closed before the window, and nobody had shown that the data were gone: the vendor may hold them still.',
  })
  closedWithoutCertificate: number;
}

export class TouchedVendorDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, example: 'IE' }) country: string | null;
  @ApiProperty({ example: 'approved' }) status: string;
  @ApiProperty({
    example: 0,
    description: '0: it happened there. n: it uses, over n steps, where it happened.',
  })
  rank: number;
  @ApiProperty(flows) flows: number;
}

export class ChainLinkDto {
  @ApiProperty({ format: 'uuid', description: 'Who uses the sub-processor.' }) vendorId: string;
  @ApiProperty({ example: 'Mailhost Ltd' }) subProcessor: string;
  @ApiProperty({ ...idOrNull, description: 'The sub-processor in the register of vendors.' })
  subProcessorVendorId: string | null;
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) role: PartyRole;
  @ApiProperty({ type: [String], example: ['US'] }) countries: string[];
}

export class TouchedCategoryDto {
  @ApiProperty({ type: String, example: 'PAY' }) code: DataCategoryCode;
  @ApiProperty({ example: 'Private e-mail address' }) label: string;
  @ApiProperty({ example: 2, description: '0 no personal data to 4 special or criminal.' })
  sensitivity: number;
  @ApiProperty({ type: String, nullable: true, description: 'GDPR Art. 9(1) or 10; null for other data.' })
  specialCategory: string | null;
  @ApiProperty(flows) flows: number;
}

export class TouchedSubjectsDto {
  @ApiProperty({ type: String, example: 'EMPLOYEES' }) code: DataSubjectCategoryCode;
  @ApiProperty({ example: 'Customers' }) label: string;
  @ApiProperty({ description: 'Vulnerable in the sense of WP 248 rev.01.' }) vulnerable: boolean;
  @ApiProperty(flows) flows: number;
}

export class PeopleBandDto {
  @ApiProperty({ enum: volumeBands, enumName: 'VolumeBand' }) band: VolumeBand;
  @ApiProperty({ example: 'Fewer than 1,000 people' }) label: string;
  @ApiProperty(flows) flows: number;
}

export class TouchedPeopleDto {
  @ApiProperty({
    example: 1_000,
    description: 'Of the largest flow: all others might be about the same people.',
  })
  atLeast: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 99_999,
    description: 'As if nobody were in two flows; null: a band without an end, or a flow without a count.',
  })
  atMost: number | null;
  @ApiProperty({ type: [PeopleBandDto] }) byBand: PeopleBandDto[];
  @ApiProperty({ example: 0 }) flowsWithoutCount: number;
}

export class TouchedCountryDto {
  @ApiProperty({ example: 'US' }) country: string;
  @ApiProperty({ example: 'United States of America' }) name: string;
  @ApiProperty({ type: [String], example: ['storage', 'transfer'] }) kinds: string[];
  @ApiProperty(flows) flows: number;
}

export class TouchedEntityDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ example: 'DE' }) country: string;
  @ApiProperty({ enum: ['controller', 'processor'] }) role: 'controller' | 'processor';
  @ApiProperty(flows) flows: number;
}

export class ContractPartyShownDto {
  @ApiProperty() name: string;
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) role: PartyRole;
  @ApiProperty({ type: String, nullable: true }) country: string | null;
}

export class TouchedContractDto {
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ example: 'DPA-1' }) reference: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty() vendorName: string;
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) vendorRole: PartyRole;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 24,
    description: 'null: it has no clause with hours.',
  })
  breachNoticeHours: number | null;
  @ApiProperty({ type: [ContractPartyShownDto] }) parties: ContractPartyShownDto[];
  @ApiProperty(flows) flows: number;
}

export class SafeguardDocumentDto {
  @ApiProperty({ format: 'uuid', description: 'The evidence.' }) id: string;
  @ApiProperty({ example: 'SOC2_TYPE_2' }) kind: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo: string | null;
}

export class SafeguardsDto {
  @ApiProperty({
    example: 10,
    description: 'Flows whose measures, all through the window, have encryption at rest or end to end.',
  })
  encryptedFlows: number;
  @ApiProperty({
    example: 4,
    description: 'Of these, flows whose measures say that keys are managed; who holds them is to be asked.',
  })
  keysManagedFlows: number;
  @ApiProperty({ example: 2 }) pseudonymisedFlows: number;
  @ApiProperty({
    type: [SafeguardDocumentDto],
    description: 'Evidence of the touched vendors that may show it; the first 100.',
  })
  documents: SafeguardDocumentDto[];
}

export class BlastUnknownDto {
  @ApiProperty({ enum: unknownCodes, enumName: 'BlastUnknown' }) code: UnknownCode;
  @ApiProperty({ example: 'Flows that do not say how many people they are about.' }) message: string;
  @ApiProperty({ example: 1 }) count: number;
}

export class BlastRadiusDto {
  @ApiProperty({ type: BlastWindowDto }) window: BlastWindowDto;
  @ApiProperty({ type: BlastFlowCountsDto, description: 'Each is listed at blast-radius/flows.' })
  flows: BlastFlowCountsDto;
  @ApiProperty({
    type: [TouchedVendorDto],
    description: 'Where it happened, and upwards who used them in the window.',
  })
  vendors: TouchedVendorDto[];
  @ApiProperty({ type: [ChainLinkDto], description: 'By which sub-processors the vendors hang together.' })
  chain: ChainLinkDto[];
  @ApiProperty({ type: [TouchedCategoryDto] }) dataCategories: TouchedCategoryDto[];
  @ApiProperty({ description: 'Data of GDPR Art. 9 or 10 are among them.' }) specialData: boolean;
  @ApiProperty({ type: [TouchedSubjectsDto] }) subjectCategories: TouchedSubjectsDto[];
  @ApiProperty({ type: TouchedPeopleDto }) people: TouchedPeopleDto;
  @ApiProperty({ type: [TouchedCountryDto] }) countries: TouchedCountryDto[];
  @ApiProperty({
    type: [TouchedEntityDto],
    description: 'Our companies whose flows they are; the first 100.',
  })
  controllers: TouchedEntityDto[];
  @ApiProperty({
    type: [TouchedContractDto],
    description: 'The first 100, those with hours for a notice before all others.',
  })
  contracts: TouchedContractDto[];
  @ApiProperty({ example: 3 }) contractsInAll: number;
  @ApiProperty({
    type: SafeguardsDto,
    description: 'What may make the data unintelligible, GDPR Art. 34(3)(a).',
  })
  safeguards: SafeguardsDto;
  @ApiProperty({ type: [BlastUnknownDto], description: 'What the register does not say.' })
  unknowns: BlastUnknownDto[];

  static of(radius: BlastRadius): BlastRadiusDto {
    const { window, specialData, contractsInAll, safeguards } = radius;
    return {
      window: { from: window.from, to: window.to },
      flows: { ...radius.flows },
      vendors: [...radius.vendors],
      chain: radius.chain.map((link) => ({ ...link, countries: [...link.countries] })),
      dataCategories: [...radius.dataCategories],
      specialData,
      subjectCategories: [...radius.subjectCategories],
      people: { ...radius.people, byBand: [...radius.people.byBand] },
      countries: radius.countries.map((one) => ({ ...one, kinds: [...one.kinds] })),
      controllers: [...radius.controllers],
      contracts: radius.contracts.map((one) => ({ ...one, parties: [...one.parties] })),
      contractsInAll,
      safeguards: { ...safeguards, documents: [...safeguards.documents] },
      unknowns: [...radius.unknowns],
    };
  }
}

export class TouchedFlowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'DF-7' }) reference: string;
  @ApiProperty() title: string;
  @ApiProperty({ example: 'active', description: 'As it is today.' }) status: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ enum: volumeBands, enumName: 'VolumeBand', nullable: true }) volume: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) activatedAt: Date;
  @ApiProperty(momentOrNull) closedAt: Date | null;
  @ApiProperty({ description: 'Closed, and nobody has shown that the data are gone.' })
  certificateMissing: boolean;
  @ApiProperty({
    type: [String],
    example: ['ENCRYPTION_REST', 'KEY_MANAGEMENT'],
    description: 'What may make its data unintelligible (GDPR Art. 34(3)(a)), as the flow says today.',
  })
  protectedBy: string[];
}

const sorts = ['reference', '-reference'] as const;

export class TouchedFlowsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'reference' })
  sort: (typeof sorts)[number] = 'reference';
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) legalEntityId?: string;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'Only those whose deletion nobody has shown, or not.',
  })
  certificateMissing?: boolean;
}
