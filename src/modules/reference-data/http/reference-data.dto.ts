import { ApiProperty } from '@nestjs/swagger';
import { CodeField, DayField } from '../../../platform/http/fields.js';
import type { AdequacyAnswer } from '../domain/adequacy.js';
import { dataClasses, type DataClass } from '../domain/dpf-listing.js';
import { exporterRegimes } from '../domain/list-items.js';
import {
  confidences,
  type Confidence,
  type ReferenceItem,
  type ReferenceList,
} from '../domain/reference-list.js';
import { CountryField } from '../fields.js';

export class ListSummaryDto {
  @ApiProperty({ example: 'lawful_basis' }) name: string;
  @ApiProperty({ example: 'Lawful basis' }) title: string;
  @ApiProperty({ example: '1.0.0' }) version: string;
  @ApiProperty({ description: 'Where the entries come from.' }) source: string;
  @ApiProperty({ format: 'date', description: 'When they were last compared with the source.' })
  checkedAt: string;
  @ApiProperty({ example: 7, description: 'Number of entries.' }) size: number;

  static of({ name, title, version, source, checkedAt, items }: ReferenceList): ListSummaryDto {
    return { name, title, version, source, checkedAt, size: items.length };
  }
}

export class ListSummariesDto {
  @ApiProperty({ type: [ListSummaryDto] }) items: ListSummaryDto[];
}

export class ReferenceItemDto {
  @ApiProperty({ example: 'A6_1_B_CONTRACT' }) code: string;
  @ApiProperty({ example: 'Contract / pre-contract steps' }) label: string;
  @ApiProperty({ required: false, example: '6(1)(b)', description: 'Article or standard.' }) law?: string;
  @ApiProperty({ type: [String], required: false, description: 'IRIs of the W3C Data Privacy Vocabulary.' })
  dpv?: string[];
  @ApiProperty({ format: 'date', required: false }) validFrom?: string;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
  @ApiProperty({
    enum: confidences,
    enumName: 'Confidence',
    description:
      'V: checked against a source. M: from memory of the law, confirm it. P: a proposal of this project.',
  })
  confidence: Confidence;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What only this list says of its entries.',
  })
  details: object;

  static of({
    code,
    label,
    law,
    dpv,
    validFrom,
    validTo,
    confidence,
    ...details
  }: ReferenceItem): ReferenceItemDto {
    return { code, label, law, dpv: dpv && [...dpv], validFrom, validTo, confidence, details };
  }
}

export class ReferenceListDto extends ListSummaryDto {
  @ApiProperty({ type: [ReferenceItemDto] }) items: ReferenceItemDto[];

  static override of(list: ReferenceList): ReferenceListDto {
    return { ...ListSummaryDto.of(list), items: list.items.map((item) => ReferenceItemDto.of(item)) };
  }
}

export class AdequacyRequest {
  @CountryField({ example: 'DE', description: 'Country of the exporter: its law asks the question.' })
  from: string;
  @CountryField({ example: 'BR', description: 'Country of the recipient.' }) to: string;
  @DayField({ optional: true, example: '2026-01-26', description: 'The day asked about; today unless told.' })
  on?: string;
  @CodeField({
    codes: dataClasses,
    optional: true,
    example: 'NON_HR',
    description: 'For the Data Privacy Framework.',
  })
  dataClass?: DataClass;
}

export class AdequacyDto {
  @ApiProperty({
    oneOf: [{ type: 'boolean' }, { type: 'string', enum: ['unknown'] }],
    description: '"unknown" passes no gate: unknown is no.',
  })
  adequate: boolean | 'unknown';
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'EU_BR',
    description: 'The decision that the answer turns on.',
  })
  decision: string | null;
  @ApiProperty({ type: [String] }) conditions: string[];
  @ApiProperty({ type: String, nullable: true }) source: string | null;
  @ApiProperty({ enum: exporterRegimes, enumName: 'ExporterRegime' }) regime: string;
  @ApiProperty() reason: string;

  static of({ adequate, decision, conditions, source, regime, reason }: AdequacyAnswer): AdequacyDto {
    return { adequate, decision, conditions: [...conditions], source, regime, reason };
  }
}
