import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError, type ErrorDetails } from '../../shared/domain-error.js';

/** The revisions that a caller accepts to change, from If-Match; 'any' for `*`. */
export type Expected = ReadonlySet<number> | 'any';

const tag = /^"(\d{1,9})"$/;

/** RFC 9110 13.1.1: a comma-separated list of entity tags, or `*`. Weak tags never match. */
export function parseIfMatch(header: string): Expected {
  if (header.trim() === '*') return 'any';
  const revisions = header.split(',').flatMap((part) => {
    const revision = tag.exec(part.trim())?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
  return new Set(revisions);
}

const sentWith = (context: ExecutionContext): string | undefined =>
  context.switchToHttp().getRequest<Request>().headers['if-match'];

/** For what replaces or decides: 428 when the header is missing; whether it still holds is decided under the row's lock (412). */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): Expected => {
  const header = sentWith(context);
  return header === undefined ? ifMatchRequired() : parseIfMatch(header);
});

/** For a step from one state to the next, which its own rules guard: honoured when it is sent (412), not demanded. */
export const IfMatchWhenSent = createParamDecorator((_data: unknown, context: ExecutionContext): Expected => {
  const header = sentWith(context);
  return header === undefined ? 'any' : parseIfMatch(header);
});

/** Where the first PUT creates and a later one replaces: null when the header is missing, and `ifMatchRequired` to replace. */
export const IfMatchToReplace = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Expected | null => {
    const header = sentWith(context);
    return header === undefined ? null : parseIfMatch(header);
  },
);

/** `details` can show what is there now. */
export function ifMatchRequired(details: ErrorDetails = {}): never {
  throw new DomainError(
    'precondition_required',
    'request.if_match_required',
    'Send If-Match with the ETag of the revision that you decided on.',
    details,
  );
}
