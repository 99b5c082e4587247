import {
  CodeField,
  DayField,
  IdField,
  ObjectField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  conditionConsequences,
  conditionKinds,
  decisionOutcomes,
  opinions,
  type ConditionConsequence,
  type ConditionKind,
  type DecisionOutcome,
  type Opinion,
} from '../domain/flow-decision.js';

const nullable = { optional: true, nullable: true } as const;

export class NoteDto {
  @ProseField({ ...nullable, max: 2_000, example: 'Everything is there now.' }) note?: string | null;
}

export class EmergencyDto {
  @ProseField({
    max: 2_000,
    example: 'The provider of before fails tonight; people wait for their medicine.',
  })
  reason: string;
}

export class SubmissionDto extends NoteDto {
  @ObjectField(() => EmergencyDto, {
    ...nullable,
    description: 'Why it cannot wait: requirements that can be waived are then skipped, and listed.',
  })
  emergency?: EmergencyDto | null;
}

export class ReasonDto {
  @ProseField({ max: 2_000, example: 'The vendor reported a breach.' }) reason: string;
}

export class OpinionDto {
  @CodeField({ codes: opinions, name: 'Opinion', example: 'favourable_with_conditions' }) opinion: Opinion;
  @ProseField({ max: 10_000, example: 'The keys should stay with us.' }) reasons: string;
  @IdField({ ...nullable, example: null, description: 'By which you advise for somebody else.' })
  delegationId?: string | null;
}

export class NewConditionDto {
  @ProseField({ max: 2_000, example: 'Rotate the keys before the first file is sent.' }) text: string;
  @CodeField({
    codes: conditionKinds,
    name: 'ConditionKind',
    example: 'before_activation',
    description:
      'before_activation blocks the start; by_date is to be fulfilled by its day; standing always holds.',
  })
  kind: ConditionKind;
  @DayField({ ...nullable, example: null, description: 'Needed for by_date.' }) dueOn?: LocalDate | null;
  @IdField({ ...nullable, example: null, description: 'The person who sees to it.' }) ownerId?: string | null;
  @CodeField({
    codes: conditionConsequences,
    name: 'ConditionConsequence',
    optional: true,
    example: 'expire',
    description:
      'What happens by itself the day after dueOn: expire (unless told) ends the approval; suspend stops what runs until ' +
      'the condition is fulfilled and the suspension lifted; notify only says so.',
  })
  consequence?: ConditionConsequence;
}

export class DepartureDto {
  @IdField({ description: 'The newest opinion on this submission.' }) opinionId: string;
  @ProseField({ max: 10_000, example: 'The keys stay with us by contract; the opinion asked for more.' })
  reasons: string;
}

export class DecisionDto {
  @CodeField({ codes: decisionOutcomes, name: 'DecisionOutcome', example: 'approved_with_conditions' })
  outcome: DecisionOutcome;
  @ProseField({ max: 10_000, example: 'Necessary, little data, well protected.' }) rationale: string;
  @ObjectsField(() => NewConditionDto, {
    optional: true,
    max: 50,
    description: 'With approved_with_conditions, and only there.',
  })
  conditions?: NewConditionDto[];
  @DayField({
    ...nullable,
    example: null,
    description: "Last day of the approval; unless told, 12 to 36 months ahead by the vendor's tier.",
  })
  validUntil?: LocalDate | null;
  @ObjectField(() => DepartureDto, {
    ...nullable,
    description:
      'Why the decision is not as advised. Needed where approval.mode is dpo_advises: an approval against an unfavourable ' +
      'opinion or without the conditions that it asks for, a rejection against a favourable one.',
  })
  departure?: DepartureDto | null;
  @ObjectField(() => EmergencyDto, {
    ...nullable,
    description:
      'Approve before everything is met: two people, 14 days at most. What was skipped is listed, and it ends by itself ' +
      'unless it is decided on in full by then.',
  })
  emergency?: EmergencyDto | null;
  @IdField({ ...nullable, example: null, description: 'By which you decide for somebody else.' })
  delegationId?: string | null;
}

export class FulfilmentDto {
  @ProseField({ max: 2_000, example: 'Rotated on 1 June, see the report.' }) note: string;
  @IdField({ ...nullable, example: null }) evidenceId?: string | null;
}
