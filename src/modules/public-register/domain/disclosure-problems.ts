import type { FieldError } from '../../../shared/domain-error.js';
import type { DisclosureGiven } from './disclosure.js';

/** Whatever does not fit together, all at once. */
export function disclosureProblems({ mode, category, reason, words }: DisclosureGiven): FieldError[] {
  const problems: FieldError[] = [];
  if (mode === 'by_category' && category === null)
    problems.push({
      ...{ pointer: '/category', code: 'missing' },
      message: 'say what kind of recipient it is: it is shown in place of the name',
    });
  if (mode !== 'by_category' && category !== null)
    problems.push({
      ...{ pointer: '/category', code: 'not_needed' },
      message: 'leave it out: it stands in for the name only where mode is by_category',
    });
  if (mode !== 'public' && reason === null)
    problems.push({
      ...{ pointer: '/reason', code: 'missing' },
      message: 'say why the recipient is not named',
    });
  return [...problems, ...twice(words.map(({ language }) => language))];
}

function twice(languages: readonly string[]): FieldError[] {
  return languages.flatMap((language, at) =>
    languages.indexOf(language) === at
      ? []
      : [{ pointer: `/words/${at}/language`, code: 'twice', message: `${language} is there already` }],
  );
}
