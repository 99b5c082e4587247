import type { FieldError } from '../../../shared/domain-error.js';
import { keyOf, saysNothing } from './naming.js';
import type { NoticeContent, Recipient } from './notice-version.js';

/** Whatever does not fit together in a draft, all at once. `sha256` is what the caller gave. */
export function contentProblems(content: NoticeContent): FieldError[] {
  return [...placeProblems(content), ...recipientProblems(content.recipients)];
}

function placeProblems({ url, text, sha256, evidenceId }: NoticeContent): FieldError[] {
  if (url === null && text === null)
    return [{ pointer: '/url', code: 'missing', message: 'give the text, or the url where it stands' }];
  const both: FieldError[] =
    url !== null && text !== null
      ? [
          {
            ...{ pointer: '/text', code: 'one_of_two' },
            message: 'give the text or the url where it stands, not both: send the other as null',
          },
        ]
      : [];
  return [...both, ...(url === null ? textProblems : pageProblems)({ sha256, evidenceId })];
}

type Proof = Pick<NoticeContent, 'sha256' | 'evidenceId'>;

function textProblems({ sha256, evidenceId }: Proof): FieldError[] {
  const computed = {
    pointer: '/sha256',
    code: 'computed',
    message: 'leave it out: it is computed from the text',
  };
  const needless = {
    pointer: '/evidenceId',
    code: 'not_needed',
    message: 'leave it out: the text itself is on record',
  };
  return [...(sha256 === null ? [] : [computed]), ...(evidenceId === null ? [] : [needless])];
}

function pageProblems({ sha256, evidenceId }: Proof): FieldError[] {
  if ((sha256 === null) !== (evidenceId === null)) return [];
  return sha256 === null
    ? [
        {
          ...{ pointer: '/sha256', code: 'missing' },
          message: 'give the SHA-256 of the page, or evidenceId of the page as it was seen',
        },
      ]
    : [
        {
          ...{ pointer: '/sha256', code: 'one_of_two' },
          message: 'leave it out: it is that of the document in evidenceId',
        },
      ];
}

function recipientProblems(recipients: readonly Recipient[]): FieldError[] {
  const seen = new Map<string, number>();
  return recipients.flatMap((recipient, at) => {
    const pointer = `/recipients/${at}`;
    const own = ownProblem(recipient, pointer);
    if (own) return [own];
    const key = keyOf(recipient);
    const first = seen.get(key);
    seen.set(key, first ?? at);
    return first === undefined
      ? []
      : [{ pointer, code: 'named_twice', message: `recipient ${first} is the same` }];
  });
}

function ownProblem({ vendorId, category, name }: Recipient, pointer: string): FieldError | null {
  if (vendorId !== null)
    return category === null && name === null
      ? null
      : {
          pointer: `${pointer}/vendorId`,
          code: 'one_of_two',
          message: 'give vendorId alone, or category without it',
        };
  if (category === null)
    return {
      pointer: `${pointer}/category`,
      code: 'missing',
      message: 'give vendorId, or the category of the recipients',
    };
  if (name === null && saysNothing(category))
    return {
      pointer: `${pointer}/category`,
      code: 'says_nothing',
      message: 'OTHER tells nobody who they are: say what they do, or give name',
    };
  return null;
}
