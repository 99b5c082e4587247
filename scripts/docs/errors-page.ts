import { statusOf } from '../../src/platform/errors/problem.js';
import type { ErrorDefinition } from '../../src/shared/domain-error.js';
import { page, table } from './markdown.js';

export function errorsPage(errors: readonly (readonly [string, ErrorDefinition])[]): string {
  return page(
    'Errors',
    'Every refusal is an RFC 9457 problem document whose `code` is one of these; `GET /api/problems/{code}` serves the same.',
    table(
      ['code', 'status', 'what happened', 'remedy'],
      errors.map(([code, { kind, title, remedy }]) => [`\`${code}\``, String(statusOf[kind]), title, remedy]),
    ),
  );
}
