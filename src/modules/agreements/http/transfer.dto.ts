import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  IdField,
  LabelField,
  LookedUpField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  CountryField,
  exporterRegimes,
  transferTools,
  type ExporterRegime,
  type TransferTool,
} from '../../reference-data/index.js';
import {
  dataFlowStatuses,
  flowDirections,
  locationKinds,
  type DataFlowStatus,
  type FlowDirection,
  type LocationKind,
} from '../domain/data-flow.js';
import type { TransferShown } from '../transfers.service.js';
import { tiaShown } from './transfer-fields.js';
import { TiaDto, TransferDerogationDto, TransferInstrumentDto } from './transfer-parts.dto.js';

const sorts = ['reference', '-reference', 'toCountry', '-toCountry', 'createdAt', '-createdAt'] as const;
const decisionCode = /^(EU|UK|CH)_[A-Z0-9_]{2,36}$/;

export class TransfersRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'reference' }) sort: (typeof sorts)[number] =
    'reference';
  @LabelField({
    max: 200,
    optional: true,
    example: 'payroll',
    description: "Part of the flow's reference or title, or of the vendor's name.",
  })
  q?: string;
  @LookedUpField({
    optional: true,
    example: 'EU_US_DPF',
    pattern: decisionCode.source,
    sentence: 'must be the code of an adequacy decision, such as EU_US_DPF',
    known: (code) => decisionCode.test(code),
    description: 'Ways that rely on this adequacy decision: it carries them, or the named tool claims so.',
  })
  decision?: string;
  @CodeField({ codes: transferTools, optional: true, example: 'SCC_M2' }) tool?: TransferTool;
  @CountryField({ optional: true, example: 'US', description: 'Where the data go.' }) toCountry?: string;
  @CodeField({
    codes: exporterRegimes,
    optional: true,
    example: 'UK',
    description: 'Whose law on transfers binds the exporter today.',
  })
  regime?: ExporterRegime;
  @IdField({ optional: true, description: 'The importer.' }) vendorId?: string;
  @IdField({ optional: true, description: 'The exporter.' }) legalEntityId?: string;
  @IdField({ optional: true }) dataFlowId?: string;
  @CodeField({ codes: dataFlowStatuses, optional: true, example: 'active', description: 'Of the flow.' })
  status?: DataFlowStatus;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'What the law on transfers allows, or does not.',
  })
  allowed?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'True: without what stays in the area of the exporter.',
  })
  restricted?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'True: what rests on an exception (Art. 49 GDPR).',
  })
  derogation?: boolean;
}

/** One way of one flow. */
export class TransferDto {
  @ApiProperty({ format: 'uuid', description: 'Of this way: the same while the flow goes to the country.' })
  id: string;
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ example: 'DF-PAYROLL-DE' }) reference: string;
  @ApiProperty({ example: 'Payroll of German staff' }) title: string;
  @ApiProperty({ enum: dataFlowStatuses, enumName: 'DataFlowStatus' }) status: DataFlowStatus;
  @ApiProperty({ enum: flowDirections, enumName: 'FlowDirection', nullable: true })
  direction: FlowDirection | null;
  @ApiProperty({ format: 'uuid', description: 'The exporter.' }) legalEntityId: string;
  @ApiProperty({ example: 'DE', description: 'Country of the exporter.' }) fromCountry: string;
  @ApiProperty({ enum: exporterRegimes, enumName: 'ExporterRegime' }) regime: ExporterRegime;
  @ApiProperty({ format: 'uuid', description: 'The importer.' }) vendorId: string;
  @ApiProperty({ example: 'Harbour Mail' }) vendorName: string;
  @ApiProperty({ example: 'US' }) toCountry: string;
  @ApiProperty({
    enum: locationKinds,
    enumName: 'LocationKind',
    isArray: true,
    description: 'What happens there; empty where the transfer is declared without a place.',
  })
  kinds: LocationKind[];
  @ApiProperty({ enum: transferTools, enumName: 'TransferTool', nullable: true }) tool: TransferTool | null;
  @ApiProperty({ type: TiaDto, nullable: true, description: 'Transfer impact assessment.' })
  tia: TiaDto | null;
  @ApiProperty({ type: TransferInstrumentDto, nullable: true, description: 'What an authority approved.' })
  instrument: TransferInstrumentDto | null;
  @ApiProperty({
    type: TransferDerogationDto,
    nullable: true,
    description: 'Why it rests on an exception, GDPR Art. 49.',
  })
  derogationRecord: TransferDerogationDto | null;
  @ApiProperty({ description: 'Unknown is no.' }) allowed: boolean;
  @ApiProperty({ description: 'False where it stays in the area of the exporter.' }) restricted: boolean;
  @ApiProperty({ description: 'It rests on an exception (Art. 49 GDPR).' }) derogation: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'EU_US_DPF',
    description: 'The adequacy decision that it relies on.',
  })
  reliesOn: string | null;
  @ApiProperty({ example: 'SCC_M2, with assessment' }) reason: string;
  @ApiProperty({ example: 'GDPR Art. 46(2)(c)' }) law: string;

  static of(transfer: TransferShown): TransferDto {
    const { id, dataFlowId, reference, title, status, direction, legalEntityId, fromCountry } = transfer;
    const { regime, vendorId, vendorName, leg, locations, declared } = transfer;
    const { toCountry, tool, allowed, restricted, derogation, reliesOn, reason, law } = leg;
    const there = locations.filter(({ country }) => country === toCountry);
    return {
      ...{ id, dataFlowId, reference, title, status, direction, legalEntityId, fromCountry, regime },
      ...{ vendorId, vendorName, toCountry, kinds: [...new Set(there.map(({ kind }) => kind))], tool },
      ...{ allowed, restricted, derogation, reliesOn, reason, law, instrument: declared?.instrument ?? null },
      tia: declared?.tia ? tiaShown(declared.tia) : null,
      derogationRecord: declared?.derogation ?? null,
    };
  }
}
