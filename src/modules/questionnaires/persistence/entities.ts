import { QuestionnaireTemplateEntity, QuestionnaireVersionEntity } from './template.entity.js';

/** The tables of this module, by name. */
export const questionnaireEntities = [QuestionnaireTemplateEntity, QuestionnaireVersionEntity];
