import {
  BoolField,
  CodeField,
  CodesField,
  DayField,
  IdField,
  LabelField,
  LabelsField,
  ObjectField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  CountryField,
  dataClasses,
  dpfFrameworks,
  dpfStatuses,
  transferTools,
  type DataClass,
  type DpfFramework,
  type DpfStatus,
  type TransferTool,
} from '../../reference-data/index.js';
import {
  tiaConclusions,
  tiaMeasureKinds,
  type TiaConclusion,
  type TiaMeasureKind,
} from '../domain/data-flow.js';

const nullable = { optional: true, nullable: true } as const;

export class TiaMeasureDto {
  @CodeField({ codes: tiaMeasureKinds, name: 'TiaMeasureKind', example: 'TECHNICAL' }) kind: TiaMeasureKind;
  @ProseField({ max: 2_000, example: 'Encrypted before it leaves; the keys stay with us.' }) text: string;
}

/** EDPB Recommendations 01/2020; for UK exporters the data protection test. */
export class TiaDto {
  @DayField({ example: '2026-03-01' }) assessedOn: LocalDate;
  @CodeField({ codes: tiaConclusions, name: 'TiaConclusion', example: 'CURED_BY_MEASURES' })
  conclusion: TiaConclusion;
  @DayField({
    ...nullable,
    example: '2027-03-01',
    description: 'It counts to this day, and not at all without one.',
  })
  nextReviewOn?: LocalDate | null;
  @LabelField({ ...nullable, max: 200, example: 'Privacy team', description: 'A role or a firm.' })
  assessor?: string | null;
  @ProseField({
    ...nullable,
    max: 8_000,
    example: 'FISA 702 and EO 14086; the importer is a provider under 50 USC 1881(b)(4).',
    description: 'Laws and practices that were looked at, and what they mean for this transfer.',
  })
  laws?: string | null;
  @LabelsField({
    optional: true,
    max: 50,
    length: 500,
    example: ['Transparency report of the vendor, 2025'],
    description: 'What the assessment rests on.',
  })
  sources?: string[];
  @ObjectsField(() => TiaMeasureDto, { optional: true, max: 50, description: 'Supplementary measures.' })
  measures?: TiaMeasureDto[];
  @ProseField({ ...nullable, max: 4_000, example: 'Keys stay with us.' }) note?: string | null;
  @IdField({ ...nullable, example: null }) evidenceId?: string | null;
}

export class DpfListingDto {
  @CodeField({ codes: dpfStatuses, name: 'DpfStatus', example: 'ACTIVE' }) status: DpfStatus;
  @CodesField({ codes: dpfFrameworks, name: 'DpfFramework', example: ['EU_US'] }) frameworks: DpfFramework[];
  @CodesField({ codes: dataClasses, name: 'DataClass', example: ['NON_HR'] }) coveredData: DataClass[];
  @DayField({ ...nullable, example: '2027-02-01' }) nextCertificationDue?: LocalDate | null;
}

/** What is approved apart from the contract: binding corporate rules, a code, a certificate, an authorisation. */
export class TransferInstrumentDto {
  @LabelField({ max: 300, example: 'BCR-P of Example Group, approved by the CNIL on 2024-05-02' })
  reference: string;
  @DayField({
    example: '2026-03-01',
    description: 'When somebody saw that it is approved and covers the importer.',
  })
  seenOn: LocalDate;
  @IdField({ ...nullable, example: null }) evidenceId?: string | null;
}

/** GDPR Art. 49: for what happens now and then, never for what is sent regularly. */
export class TransferDerogationDto {
  @ProseField({
    ...nullable,
    max: 4_000,
    example: 'Contract of carriage 4711 with the passenger.',
    description: 'What makes the ground true: the contract, claim, law, register or compelling interest.',
  })
  ground?: string | null;
  @ProseField({
    ...nullable,
    max: 4_000,
    example: 'The hotel must know the guest; it has signed no clauses.',
    description: 'Why it is necessary, and why no safeguard carries it.',
  })
  necessity?: string | null;
  @BoolField({ ...nullable, example: true, description: 'It does not happen regularly.' })
  occasional?: boolean | null;
  @ProseField({ ...nullable, max: 4_000, example: null, description: 'Art. 49(1) second subparagraph.' })
  safeguards?: string | null;
  @DayField({ ...nullable, example: null, description: 'Art. 49(1) second subparagraph and (6).' })
  assessedOn?: LocalDate | null;
  @DayField({ ...nullable, example: null, description: 'Art. 49(1)(a).' }) risksToldOn?: LocalDate | null;
  @DayField({ ...nullable, example: null, description: 'Art. 49(1) second subparagraph.' })
  authorityInformedOn?: LocalDate | null;
  @DayField({ ...nullable, example: null, description: 'Art. 49(1) second subparagraph.' })
  peopleInformedOn?: LocalDate | null;
  @IdField({ ...nullable, example: null }) evidenceId?: string | null;
}

export class FlowTransferDto {
  @CountryField({ example: 'US' }) toCountry: string;
  @CodeField({
    ...nullable,
    codes: transferTools,
    name: 'TransferTool',
    example: 'SCC_M2',
    description:
      'GDPR Chapter V; left out where adequacy carries the transfer. A module of the EU clauses must fit the roles of both sides and stand in the agreement.',
  })
  tool?: TransferTool | null;
  @ObjectField(() => TiaDto, { ...nullable, description: 'Transfer impact assessment.' }) tia?: TiaDto | null;
  @ObjectField(() => TransferInstrumentDto, {
    ...nullable,
    description: 'For tools that an authority approves: GET /reference-data/transfer_tool says which.',
  })
  instrument?: TransferInstrumentDto | null;
  @ObjectField(() => TransferDerogationDto, { ...nullable, description: 'For the tools A49_….' })
  derogation?: TransferDerogationDto | null;
  @CodeField({
    ...nullable,
    codes: dataClasses,
    name: 'DataClass',
    example: null,
    description:
      "For the Data Privacy Framework: HR are data about the personnel of the recipient's own group. Left out, personnel data need a listing that covers both.",
  })
  dataClass?: DataClass | null;
  @ObjectField(() => DpfListingDto, {
    ...nullable,
    description: "The recipient's entry in the list of the Data Privacy Framework, as somebody saw it there.",
  })
  dpfListing?: DpfListingDto | null;
  @BoolField({
    ...nullable,
    example: null,
    description:
      'The recipient was checked to be inside the sector to which the adequacy decision is limited.',
  })
  sectorConfirmed?: boolean | null;
}
