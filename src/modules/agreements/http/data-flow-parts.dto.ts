import {
  BoolField,
  CodeField,
  CodesField,
  DayField,
  IdField,
  IntField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  compatibilityFactors,
  CountryField,
  DataCategoryField,
  dpiaCriteria,
  dpiaTriggers,
  lawfulBases,
  purposes,
  retentionEndActions,
  specialConditions,
  type CompatibilityFactor,
  type DataCategoryCode,
  type DpiaCriterion,
  type DpiaTrigger,
  type LawfulBasis,
  type Purpose,
  type RetentionEndAction,
  type SpecialCondition,
} from '../../reference-data/index.js';
import {
  dpiaOutcomes,
  locationKinds,
  residualRisks,
  type DpiaOutcome,
  type LocationKind,
  type ResidualRisk,
} from '../domain/data-flow.js';

const nullable = { optional: true, nullable: true } as const;

export class FlowPurposeDto {
  @CodeField({ codes: purposes, name: 'Purpose', example: 'PAYROLL' }) code: Purpose;
  @ProseField({ ...nullable, max: 2_000, example: 'Monthly payroll for staff in Germany.' }) text?:
    string | null;
  @CodeField({
    ...nullable,
    codes: lawfulBases,
    name: 'LawfulBasis',
    example: 'A6_1_B_CONTRACT',
    description: 'Art. 6(1) GDPR.',
  })
  lawfulBasis?: LawfulBasis | null;
  @CodeField({
    ...nullable,
    codes: specialConditions,
    name: 'SpecialCondition',
    example: null,
    description: 'Art. 9(2) or 10 GDPR, besides the lawful basis.',
  })
  specialCondition?: SpecialCondition | null;
  @ProseField({
    ...nullable,
    max: 2_000,
    example: 'To pay your salary on time.',
    description: 'Plain words for the people concerned.',
  })
  why?: string | null;
  @ProseField({
    ...nullable,
    max: 2_000,
    example: 'The vendor reckons pay and taxes from it, and nothing else.',
  })
  how?: string | null;
  @ProseField({ ...nullable, max: 2_000, example: 'Correct pay slips and taxes without delay.' })
  benefit?: string | null;
}

export class FlowDataCategoryDto {
  @DataCategoryField({ description: 'Of the list data_category, or one of our own below it.' })
  code: DataCategoryCode;
  @ProseField({
    ...nullable,
    max: 2_000,
    example: 'Pay cannot be reckoned without it.',
    description: 'Why the purpose needs it (Art. 5(1)(c) GDPR).',
  })
  justification?: string | null;
  @IntField({ ...nullable, min: 0, max: 36_500, example: 2_190, description: 'Days (Art. 30(1)(f) GDPR).' })
  retentionDays?: number | null;
  @CodeField({ ...nullable, codes: retentionEndActions, name: 'RetentionEndAction', example: 'DELETE' })
  endAction?: RetentionEndAction | null;
}

export class FlowLocationDto {
  @CountryField({ example: 'DE' }) country: string;
  @CodeField({ codes: locationKinds, name: 'LocationKind', example: 'storage' }) kind: LocationKind;
}

export class FlowDpiaDto {
  @CodeField({ codes: dpiaOutcomes, name: 'DpiaOutcome', example: 'NOT_REQUIRED' }) outcome: DpiaOutcome;
  @CodesField({
    optional: true,
    codes: dpiaTriggers,
    name: 'DpiaTrigger',
    example: [],
    description: 'Art. 35(3) GDPR: one is enough.',
  })
  triggers?: DpiaTrigger[];
  @CodesField({
    optional: true,
    codes: dpiaCriteria,
    name: 'DpiaCriterion',
    example: ['WP248_4_SENSITIVE'],
    description: 'WP 248 rev.01: two usually call for an assessment.',
  })
  criteria?: DpiaCriterion[];
  @ProseField({ ...nullable, max: 4_000, example: 'One criterion only; few people.' }) reasons?:
    string | null;
  @CodeField({
    ...nullable,
    codes: residualRisks,
    name: 'ResidualRisk',
    example: 'LOW',
    description: 'What is left after the measures. HIGH asks for consultedOn (Art. 36 GDPR).',
  })
  residualRisk?: ResidualRisk | null;
  @ProseField({
    ...nullable,
    max: 4_000,
    example: 'Fine with keys that stay with us.',
    description: 'What the data protection officer advised (Art. 35(2) GDPR).',
  })
  dpoAdvice?: string | null;
  @DayField({
    ...nullable,
    example: null,
    description: 'When the supervisory authority was consulted (Art. 36(1) GDPR).',
  })
  consultedOn?: LocalDate | null;
  @IdField({ ...nullable, example: null }) evidenceId?: string | null;
}

export class CompatibilityFactorDto {
  @CodeField({ codes: compatibilityFactors, name: 'CompatibilityFactor', example: 'A6_4_A_LINK' })
  code: CompatibilityFactor;
  @ProseField({ max: 2_000, example: 'The same employment relation.' }) note: string;
}

export class FlowCompatibilityDto {
  @BoolField({
    example: false,
    description: 'Do data that were given for one purpose serve another (Art. 6(4) GDPR)?',
  })
  furtherUse: boolean;
  @ProseField({ ...nullable, max: 2_000, example: null, description: 'What the data were given for.' })
  originalPurpose?: string | null;
  @BoolField({ ...nullable, example: null }) compatible?: boolean | null;
  @ObjectsField(() => CompatibilityFactorDto, { optional: true, max: compatibilityFactors.length })
  factors?: CompatibilityFactorDto[];
}
