import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  CodesField,
  Flag,
  IdField,
  IdsField,
  IntField,
  LabelField,
  LabelsField,
  MomentField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { breachTypes, type BreachType } from '../../reference-data/codes.js';
import { handSteps, incidentStatuses, type HandStep, type IncidentFacts } from '../domain/incident.js';
import type { NewIncident } from '../incidents.service.js';

const perhaps = { optional: true, nullable: true } as const;

const mostOfAnything = 1_000_000_000_000;
/** A whole number, or null where it is not known. */
const NumberOfField = ({ description }: { description: string }): PropertyDecorator =>
  IntField({ ...perhaps, min: 0, max: mostOfAnything, example: 12_000, description });

export class AffectedSubProcessorDto {
  @LabelField({ max: 200, example: 'Mailhost Ltd', description: 'Who it is.' }) name: string;
  @IdField({
    ...perhaps,
    example: null,
    description: 'The same company in the register of vendors; null: it is not there.',
  })
  vendorId?: string | null;
}

export class ReportIncidentDto {
  @LabelField({ max: 200, example: 'Backups of the payroll service were readable by anybody' }) title: string;
  @IdsField({
    max: 50,
    optional: true,
    example: [],
    description:
      'The vendors at which it happened. One of vendorIds, subProcessors, systems and dataFlowIds names something.',
  })
  vendorIds?: string[];
  @ObjectsField(() => AffectedSubProcessorDto, {
    max: 50,
    optional: true,
    example: [],
    description: 'Sub-processors at which it happened: who they work for is found upwards.',
  })
  subProcessors?: AffectedSubProcessorDto[];
  @LabelsField({
    max: 50,
    length: 200,
    optional: true,
    example: ['CRM'],
    description: 'Systems that it concerns, by the names under which flows have them as sourceSystem.',
  })
  systems?: string[];
  @IdsField({
    max: 200,
    optional: true,
    example: [],
    description:
      'Data flows in which it happened, whoever was at fault: sent to the wrong address, read on the way.',
  })
  dataFlowIds?: string[];
  @CodesField({
    codes: breachTypes,
    name: 'BreachType',
    optional: true,
    example: ['CONFIDENTIALITY'],
    description: 'GDPR Art. 4(12); empty while it is not known.',
  })
  breachTypes?: BreachType[];
  @ProseField({
    ...perhaps,
    max: 10_000,
    example: 'A storage bucket was public.',
    description: 'What is known.',
  })
  description?: string | null;
  @MomentField({
    ...perhaps,
    example: '2026-05-13T00:00:00.000Z',
    description: 'When it began; null: not known. Not in the future, as all moments here.',
  })
  occurredFrom?: string | null;
  @MomentField({ ...perhaps, example: null, description: 'When it ended; null: not known, or it goes on.' })
  occurredTo?: string | null;
  @MomentField({ ...perhaps, example: null, description: 'When the vendor found it.' })
  vendorDetectedAt?: string | null;
  @MomentField({
    ...perhaps,
    example: null,
    description: 'When the vendor told us (GDPR Art. 33(2)); null: it did not.',
  })
  vendorNotifiedAt?: string | null;
  @NumberOfField({ description: 'About how many people it touches, GDPR Art. 33(3)(a); null: not known.' })
  subjectsAffected?: number | null;
  @NumberOfField({ description: 'About how many records of data, GDPR Art. 33(3)(a); null: not known.' })
  recordsAffected?: number | null;
  @ProseField({
    ...perhaps,
    max: 10_000,
    example: 'Letters could be sent in the name of the employer.',
    description: 'Likely consequences, GDPR Art. 33(3)(c).',
  })
  consequences?: string | null;
  @ProseField({
    ...perhaps,
    max: 10_000,
    example: 'The bucket was closed; keys were changed.',
    description: 'What was done or is proposed, GDPR Art. 33(3)(d).',
  })
  measures?: string | null;
  @IdField({ ...perhaps, example: null, description: 'Who leads the work on it; an active person.' })
  ownerId?: string | null;
  @BoolField({
    optional: true,
    example: false,
    description: 'Rehearsed: it is kept out of all real registers, and stays an exercise.',
  })
  exercise?: boolean;
}

export class ChangeIncidentDto extends PartialType(OmitType(ReportIncidentDto, ['exercise']), {
  skipNullProperties: false,
}) {
  @ProseField({ max: 2_000, optional: true, example: 'The vendor says that it began in March.' })
  reason?: string;
}

const moment = (value: string | null | undefined): Date | null =>
  value === null || value === undefined ? null : new Date(value);

const named = (all: readonly AffectedSubProcessorDto[]) =>
  all.map(({ name, vendorId = null }) => ({ name, vendorId }));

export function newIncidentOf(body: ReportIncidentDto): NewIncident {
  const { title, vendorIds = [], subProcessors = [], systems = [], dataFlowIds = [] } = body;
  const { exercise = false } = body;
  return {
    ...{ title, vendorIds, systems, dataFlowIds, exercise, subProcessors: named(subProcessors) },
    ...knownOf(body),
    occurredFrom: moment(body.occurredFrom),
    occurredTo: moment(body.occurredTo),
    vendorDetectedAt: moment(body.vendorDetectedAt),
    vendorNotifiedAt: moment(body.vendorNotifiedAt),
  };
}

function knownOf(body: ReportIncidentDto) {
  const { breachTypes: types = [], description = null, ownerId = null } = body;
  const { subjectsAffected = null, recordsAffected = null, consequences = null, measures = null } = body;
  return {
    ...{ breachTypes: types, description, ownerId },
    ...{ subjectsAffected, recordsAffected, consequences, measures },
  };
}

const momentNames = ['occurredFrom', 'occurredTo', 'vendorDetectedAt', 'vendorNotifiedAt'] as const;

/** Only what was sent; null clears. */
export function incidentChangeOf(body: Omit<ChangeIncidentDto, 'reason'>): Partial<IncidentFacts> {
  const { subProcessors, occurredFrom, occurredTo, vendorDetectedAt, vendorNotifiedAt, ...rest } = body;
  const sent = { occurredFrom, occurredTo, vendorDetectedAt, vendorNotifiedAt };
  const moments = momentNames.filter((name) => sent[name] !== undefined);
  return {
    ...rest,
    ...(subProcessors === undefined ? {} : { subProcessors: named(subProcessors) }),
    ...Object.fromEntries(moments.map((name) => [name, moment(sent[name])])),
  };
}

export class AwarenessDto {
  @MomentField({
    example: '2026-05-15T09:30:00.000Z',
    description:
      'When we had reasonable certainty that personal data were compromised: the clocks of the law start here. Not in the future, not before occurredFrom.',
  })
  at: string;
  @ProseField({
    max: 2_000,
    example: 'The vendor confirmed by telephone that the backups held payroll data.',
    description: 'Why this moment. With a correction: why another one.',
  })
  reason: string;
}

export class StepIncidentDto {
  @CodeField({ codes: handSteps, name: 'IncidentStep', example: 'in_triage' }) to: HandStep;
  @ProseField({
    max: 4_000,
    optional: true,
    example: 'The bucket is closed and its keys are changed.',
    description: 'Needed to dismiss, to close and to reopen.',
  })
  reason?: string;
  @MomentField({
    optional: true,
    example: '2026-05-15T18:00:00.000Z',
    description: 'With in_triage and contained: when that was; now, unless told.',
  })
  at?: string;
}

const sorts = ['createdAt', '-createdAt', 'awareAt', '-awareAt', 'title', '-title'] as const;

export class IncidentsRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: '-createdAt',
    description: 'awareAt: those of which nobody is aware yet come last.',
  })
  sort: (typeof sorts)[number] = '-createdAt';
  @LabelField({ max: 200, optional: true, example: 'backup', description: 'Part of title or description.' })
  q?: string;
  @CodeField({ codes: incidentStatuses, optional: true, example: 'confirmed' })
  status?: (typeof incidentStatuses)[number];
  @IdField({ optional: true, description: 'Happened at this vendor.' }) vendorId?: string;
  @CodeField({ codes: breachTypes, optional: true, example: 'CONFIDENTIALITY' }) breachType?: BreachType;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'Only those that somebody still works on, or not.',
  })
  open?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'true: exercises instead of real incidents; never both.',
  })
  exercise?: boolean;
}

export class SubProcessorShownDto {
  @ApiProperty({ example: 'Mailhost Ltd' }) name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) vendorId: string | null;
}
