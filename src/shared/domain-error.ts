/** What went wrong, in the terms of HTTP's answer classes; platform/errors maps each kind to one status. */
export const errorKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'conflict',
  'gone',
  'stale',
  'precondition_required',
  'refused',
  'too_large',
  'unsupported_media',
  'too_many',
  'unavailable',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** One entry of the error catalogue. `title` says what happened in general, `remedy` what the caller can do. */
export type ErrorDefinition = Readonly<{ kind: ErrorKind; title: string; remedy: string }>;

/** One bad field: where it is (JSON pointer, RFC 6901), a stable code and a sentence that names the remedy. */
export type FieldError = Readonly<{ pointer: string; code: string; message: string }>;

export type ErrorDetails = Readonly<{
  errors?: readonly FieldError[];
  unmet?: readonly unknown[];
  [extension: string]: unknown;
}>;

const catalogue = new Map<string, ErrorDefinition>();

/**
 * Registers a module's errors in the catalogue that documents and serves them (`GET /api/problems/{code}`).
 * Codes read `subject.reason` and are part of the API contract.
 */
export function defineErrors<C extends string>(
  definitions: Readonly<Record<C, ErrorDefinition>>,
): Readonly<Record<C, ErrorDefinition>> {
  for (const [code, definition] of Object.entries<ErrorDefinition>(definitions))
    catalogue.set(code, definition);
  return definitions;
}

export function definitionOf(code: string): ErrorDefinition | undefined {
  return catalogue.get(code);
}

export function allErrors(): [string, ErrorDefinition][] {
  return [...catalogue].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The one exception that business code throws. `detail` is shown to the caller: no inner names, no personal data. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    detail: string,
    readonly details: ErrorDetails = {},
  ) {
    super(detail);
  }
}

/** Makes the catalogued error `code`, for where it is not thrown at once. */
export function maker<C extends string>(definitions: Readonly<Record<C, ErrorDefinition>>) {
  return (code: C, detail: string, details: ErrorDetails = {}): DomainError =>
    new DomainError(definitions[code].kind, code, detail, details);
}

/** Throws the catalogued error `code`. */
export function raiser<C extends string>(definitions: Readonly<Record<C, ErrorDefinition>>) {
  const make = maker(definitions);
  return (code: C, detail: string, details: ErrorDetails = {}): never => {
    throw make(code, detail, details);
  };
}
