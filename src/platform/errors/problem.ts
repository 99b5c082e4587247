import { HttpException } from '@nestjs/common';
import { DomainError, definitionOf, type ErrorDetails, type ErrorKind } from '../../shared/domain-error.js';
import { sqlState } from '../database/database.js';

export const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  unsupported_media: 415,
  refused: 422,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
};

export type Problem = Readonly<{ status: number; code: string; detail: string; details: ErrorDetails }>;

const unforeseen: Problem = {
  status: 500,
  code: 'request.unforeseen',
  detail: 'Something went wrong on our side; nothing was changed.',
  details: {},
};

/** What any thrown thing looks like from outside. Whatever is not foreseen says nothing but that. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError)
    return { status: statusOf[error.kind], code: error.code, detail: error.message, details: error.details };
  if (error instanceof HttpException) return fromHttp(error.getStatus(), error.message);
  const { status, expose } = (error ?? {}) as { status?: number; expose?: boolean };
  if (expose && typeof status === 'number') return fromHttp(status, ''); // the body could not be read
  const state = sqlState(error);
  if (state !== undefined) return fromDatabase(state);
  if (error instanceof Error && lostConnection.test(error.message)) return busy;
  return unforeseen;
}

/** The last line of defence: a constraint that a rule missed is still a clear answer and not a crash. */
function fromDatabase(state: string): Problem {
  if (['23505', '23503', '23P01'].includes(state))
    return plain(409, 'request.conflict', 'The request contradicts what is stored.');
  if (
    ['40001', '40P01', '55P03', '57014', '57P01', '57P03'].includes(state) ||
    /^(53|08|ECONN|EPIPE)/.test(state)
  )
    return busy;
  if (/^(22|23)/.test(state))
    return plain(422, 'request.invalid', 'A value is outside of what can be stored.');
  return unforeseen;
}

function fromHttp(status: number, message: string): Problem {
  if (status === 404) return plain(404, 'request.not_found', 'There is nothing at this address.');
  if (status === 413) return plain(413, 'request.too_large', 'The request is too large.');
  if (status === 415)
    return plain(415, 'request.unsupported_media', 'The content type is not accepted here.');
  if (status === 401) return plain(401, 'auth.required', 'Sign in first.');
  if (status === 403) return plain(403, 'auth.forbidden', 'Your role does not permit this.');
  if (status >= 500) return unforeseen;
  return plain(
    status,
    definitionOf(message) ? message : 'request.invalid',
    'The request cannot be understood.',
  );
}

const plain = (status: number, code: string, detail: string): Problem => ({
  status,
  code,
  detail,
  details: {},
});

const busy = plain(503, 'request.busy', 'The database is busy. Try again in a moment.');
/** How the driver says that the server went away or gave no connection in time. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;
