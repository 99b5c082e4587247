import {
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  InvitationEntity,
  ReviewEntity,
} from './assessment.entity.js';
import { QuestionnaireTemplateEntity, QuestionnaireVersionEntity } from './template.entity.js';

/** The tables of this module, by name. */
export const questionnaireEntities = [
  AnswerEntity,
  AnswerEvidenceEntity,
  AssessmentEntity,
  InvitationEntity,
  QuestionnaireTemplateEntity,
  QuestionnaireVersionEntity,
  ReviewEntity,
];
