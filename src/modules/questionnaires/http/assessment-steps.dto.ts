import { DayField, ObjectsField, ProseField } from '../../../platform/http/fields.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { answerDays } from '../domain/assessment.js';
import { NewCommentDto } from './comment.dto.js';

const orElse = `Unless told the day that holds, or in ${answerDays} days if that is later.`;

export class ExtendDto {
  @DayField({ example: '2027-03-31', description: 'Ahead, and after the present due day.' })
  dueOn: LocalDate;
  @ProseField({ max: 2_000, example: 'The vendor waits for its audit report' }) reason: string;
}

export class ReopenDto {
  @ProseField({ max: 2_000, example: 'The certificate was withdrawn' }) reason: string;
  @DayField({ optional: true, example: '2027-03-31', description: orElse }) dueOn?: LocalDate;
}

export class ReturnDto {
  @ProseField({ max: 2_000, example: 'Two answers need an explanation' }) reason: string;
  @ObjectsField(() => NewCommentDto, { optional: true, max: 500, description: 'Stored all or none.' })
  comments?: NewCommentDto[];
  @DayField({ optional: true, example: '2027-03-31', description: orElse }) dueOn?: LocalDate;
}
