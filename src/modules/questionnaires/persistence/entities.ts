import {
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  CommentEntity,
  DisputeEntity,
  InvitationEntity,
  ReviewEntity,
} from './assessment.entity.js';
import { AssessmentPlanEntity } from './plan.entity.js';
import { AssessmentReminderEntity } from './reminder.entity.js';
import { QuestionnaireTemplateEntity, QuestionnaireVersionEntity } from './template.entity.js';

/** The tables of this module, by name. */
export const questionnaireEntities = [
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  AssessmentPlanEntity,
  AssessmentReminderEntity,
  CommentEntity,
  DisputeEntity,
  InvitationEntity,
  QuestionnaireTemplateEntity,
  QuestionnaireVersionEntity,
  ReviewEntity,
];
