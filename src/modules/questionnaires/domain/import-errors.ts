import { defineErrors, raiser } from '../../../shared/domain-error.js';

/** Why a file is neither a questionnaire nor a sheet of answers. */
export const importErrors = defineErrors({
  'answer_sheet.not_one': {
    kind: 'invalid',
    title: 'The file is not a sheet of answers',
    remedy: 'Fill in the workbook of GET /respond/assessment.xlsx and leave its header as it is.',
  },
  'answer_sheet.not_acceptable': {
    kind: 'refused',
    title: 'Rows of the sheet cannot be taken over',
    remedy: 'Mend every row that errors names; nothing was changed.',
  },
  'answer_sheet.conflict': {
    kind: 'conflict',
    title: 'Answers were changed since the sheet was made',
    remedy: 'Fetch a new sheet, and bring over what still holds; nothing was changed.',
  },
  'questionnaire_import.bad_mapping': {
    kind: 'invalid',
    title: 'The mapping does not fit the file',
    remedy: 'Name columns of the file, and fields of questions, each once; null leaves a column out.',
  },
  'questionnaire_import.no_text_column': {
    kind: 'invalid',
    title: 'It is not known which column holds the questions',
    remedy: 'Name it in mapping, for example {"Question": "text"}; the answer lists the columns.',
  },
  'questionnaire_import.not_readable': {
    kind: 'invalid',
    title: 'Parts of the file cannot be read as a questionnaire',
    remedy: 'Mend every one of errors, or try with dryRun=true until there is none; nothing was imported.',
  },
});

export const refuse = raiser(importErrors);
