import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, IntField, ObjectsField, ProseField } from '../../../platform/http/fields.js';
import type { Incident } from '../domain/incident.js';
import {
  availabilityLosses,
  confidentialityLosses,
  dataKinds,
  identifications,
  integrityLosses,
  mostAdjustment,
  severityBands,
  severityMethod,
  severityOf,
  type AvailabilityLoss,
  type ConfidentialityLoss,
  type DataKind,
  type Identification,
  type IntegrityLoss,
  type SeverityBand,
  type SeverityInputs,
} from '../domain/severity.js';

export class SeverityContextDto {
  @CodeField({
    codes: dataKinds,
    name: 'SeverityDataKind',
    example: 'financial',
    description: 'simple counts 1, behavioural 2, financial 3, sensitive 4.',
  })
  kind: DataKind;
  @IntField({
    ...{ min: -mostAdjustment, max: mostAdjustment, optional: true, example: 0 },
    description: 'By how much circumstances lower or raise it; it stays between 1 and 4. 0 unless told.',
  })
  adjustment?: number;
  @ProseField({
    ...{ optional: true, nullable: true, max: 1_000, example: null },
    description: 'Why; needed with an adjustment.',
  })
  because?: string | null;
}

export class ScoreSeverityDto {
  @ObjectsField(() => SeverityContextDto, {
    min: 1,
    max: dataKinds.length,
    description: 'The kinds of data among them, each once; the highest counts.',
  })
  contexts: SeverityContextDto[];
  @CodeField({
    codes: identifications,
    name: 'SeverityIdentification',
    example: 'significant',
    description: 'How easily people are recognised: 0.25, 0.5, 0.75, 1.',
  })
  identification: Identification;
  @CodeField({
    codes: confidentialityLosses,
    name: 'SeverityConfidentiality',
    example: 'unknown_recipients',
    description: 'Who may have seen the data: 0, 0.25, 0.5.',
  })
  confidentiality: ConfidentialityLoss;
  @CodeField({
    codes: integrityLosses,
    name: 'SeverityIntegrity',
    example: 'none',
    description: 'Whether data were altered, and can be mended: 0, 0.25, 0.5.',
  })
  integrity: IntegrityLoss;
  @CodeField({
    codes: availabilityLosses,
    name: 'SeverityAvailability',
    example: 'none',
    description: 'Whether data were lost, for a time or for good: 0, 0.25, 0.5.',
  })
  availability: AvailabilityLoss;
  @BoolField({ example: true, description: 'On purpose, to harm somebody: 0.5 more.' }) malicious: boolean;
  @BoolField({
    example: false,
    description: 'Nobody can read the data, by encryption with a safe key say: a flag beside the score.',
  })
  unintelligible: boolean;
}

export function severityInputsOf(body: ScoreSeverityDto): SeverityInputs {
  const { identification, confidentiality, integrity, availability, malicious, unintelligible } = body;
  return {
    contexts: body.contexts.map(({ kind, adjustment = 0, because = null }) => ({
      kind,
      adjustment,
      because,
    })),
    ...{ identification, confidentiality, integrity, availability, malicious, unintelligible },
  };
}

export class SeverityContextShownDto {
  @ApiProperty({ enum: dataKinds, enumName: 'SeverityDataKind' }) kind: DataKind;
  @ApiProperty({ example: 0 }) adjustment: number;
  @ApiProperty({ type: String, nullable: true }) because: string | null;
}

export class SeverityInputsDto {
  @ApiProperty({ type: [SeverityContextShownDto] }) contexts: SeverityContextShownDto[];
  @ApiProperty({ enum: identifications, enumName: 'SeverityIdentification' }) identification: Identification;
  @ApiProperty({ enum: confidentialityLosses, enumName: 'SeverityConfidentiality' })
  confidentiality: ConfidentialityLoss;
  @ApiProperty({ enum: integrityLosses, enumName: 'SeverityIntegrity' }) integrity: IntegrityLoss;
  @ApiProperty({ enum: availabilityLosses, enumName: 'SeverityAvailability' }) availability: AvailabilityLoss;
  @ApiProperty() malicious: boolean;
}

export class SeverityCircumstancesDto {
  @ApiProperty({ example: 0.5 }) confidentiality: number;
  @ApiProperty({ example: 0 }) integrity: number;
  @ApiProperty({ example: 0 }) availability: number;
  @ApiProperty({ example: 0.5 }) malicious: number;
}

export class SeverityDto {
  @ApiProperty({ example: severityMethod, description: 'ENISA (2013): score = dpc x ei + circumstances.' })
  method: string;
  @ApiProperty({ example: 3.25 }) score: number;
  @ApiProperty({
    enum: severityBands,
    enumName: 'SeverityBand',
    description: 'low below 2, medium below 3, high below 4.',
  })
  band: SeverityBand;
  @ApiProperty({ example: 3, description: 'Of the highest kind of data, 1 to 4.' }) dpc: number;
  @ApiProperty({ example: 0.75 }) ei: number;
  @ApiProperty({ type: SeverityCircumstancesDto }) circumstances: SeverityCircumstancesDto;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'By subjectsAffected as it is now; null: not known.',
  })
  moreThan100People: boolean | null;
  @ApiProperty() unintelligible: boolean;
  @ApiProperty({ type: SeverityInputsDto }) inputs: SeverityInputsDto;
  @ApiProperty({ format: 'uuid' }) assessedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) assessedAt: Date;

  static of(incident: Incident): SeverityDto | null {
    const { severity: inputs, severityAssessedById: assessedById, severityAssessedAt: assessedAt } = incident;
    if (inputs === null || assessedById === null || assessedAt === null) return null;
    const { score, band, dpc, ei, circumstances, ...flags } = severityOf(inputs, incident.subjectsAffected);
    const { identification, confidentiality, integrity, availability, malicious } = inputs;
    return {
      ...{ method: severityMethod, score, band, dpc, ei },
      circumstances: { ...circumstances },
      moreThan100People: flags.moreThan100People,
      unintelligible: flags.unintelligible,
      inputs: {
        contexts: inputs.contexts.map(({ kind, adjustment, because }) => ({ kind, adjustment, because })),
        ...{ identification, confidentiality, integrity, availability, malicious },
      },
      ...{ assessedById, assessedAt },
    };
  }
}
