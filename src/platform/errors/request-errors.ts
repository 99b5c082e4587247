import { defineErrors, maker, raiser } from '../../shared/domain-error.js';

/** Refusals that any route can answer. */
export const requestErrors = defineErrors({
  'request.invalid': {
    kind: 'invalid',
    title: 'The request does not fit its description',
    remedy: 'Mend every field named in errors and send it again.',
  },
  'request.bad_json': {
    kind: 'invalid',
    title: 'The body is not JSON',
    remedy: 'Send one JSON object in UTF-8 with Content-Type: application/json.',
  },
  'request.too_deep': {
    kind: 'invalid',
    title: 'The body is nested too deeply',
    remedy: 'Nest objects and lists at most 20 deep.',
  },
  'request.bad_text': {
    kind: 'invalid',
    title: 'The request holds text or a key that cannot be stored',
    remedy: 'Leave out U+0000, lone surrogates and the keys __proto__, constructor and prototype.',
  },
  'request.bad_cursor': {
    kind: 'invalid',
    title: 'The cursor is not one of ours, or belongs to another list',
    remedy: 'Start the list again without cursor, with the same filters on every page.',
  },
  'request.bad_id': {
    kind: 'invalid',
    title: 'The id in the address is not a UUID',
    remedy: 'Use an id that this API returned.',
  },
  'request.unsupported_media': {
    kind: 'unsupported_media',
    title: 'The content type is not accepted here',
    remedy: 'Send application/json in UTF-8, or multipart/form-data where a file is expected.',
  },
  'request.too_large': {
    kind: 'too_large',
    title: 'The request is too large',
    remedy:
      'A JSON body may have 256 kB, a report of sharing events 2 MB; files have their own limit, named in the answer.',
  },
  'request.no_room': {
    kind: 'unavailable',
    title: 'There is no room left for the file',
    remedy: 'Nothing was stored. Whoever runs this installation has to make room; then send the file again.',
  },
  'request.not_found': {
    kind: 'not_found',
    title: 'There is nothing at this address',
    remedy: 'See /api/docs for all addresses.',
  },
  'request.method_not_allowed': {
    kind: 'method_not_allowed',
    title: 'This address does not answer to that method',
    remedy: 'The Allow header names the methods.',
  },
  'request.if_match_required': {
    kind: 'precondition_required',
    title: 'If-Match is missing',
    remedy: 'Read the resource, and send its ETag in If-Match with the change.',
  },
  'request.stale': {
    kind: 'stale',
    title: 'The resource has changed since it was read',
    remedy: 'Read it again, look at what changed, and decide anew.',
  },
  'request.conflict': {
    kind: 'conflict',
    title: 'The request contradicts what is stored',
    remedy: 'Read the resources involved and try again.',
  },
  'request.busy': {
    kind: 'unavailable',
    title: 'The database is busy or out of reach for a moment',
    remedy: 'Try again after the seconds in Retry-After; with an Idempotency-Key this is safe.',
  },
  'request.too_many': {
    kind: 'too_many',
    title: 'Too many requests from one address',
    remedy: 'Wait for as many seconds as Retry-After says.',
  },
  'request.unforeseen': {
    kind: 'unavailable',
    title: 'Something went wrong on our side',
    remedy: 'Nothing was changed. Report the requestId to whoever runs this installation.',
  },
  'request.file_missing': {
    kind: 'invalid',
    title: 'The file is missing',
    remedy: 'Send multipart/form-data with one part named file.',
  },
  'idempotency.bad_key': {
    kind: 'invalid',
    title: 'The Idempotency-Key cannot be used',
    remedy: 'Use 1 to 255 visible ASCII characters, for example a UUID.',
  },
  'idempotency.other_request': {
    kind: 'refused',
    title: 'The Idempotency-Key was used for another request',
    remedy: 'Use a new key for a new request; repeat the same body with the same key.',
  },
  'idempotency.still_running': {
    kind: 'conflict',
    title: 'The first request with this Idempotency-Key is still running',
    remedy: 'Wait, then repeat the request with the same key to get its answer.',
  },
});

export const refuse = raiser(requestErrors);
export const refusal = maker(requestErrors);
