import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from '../../shared/domain-error.js';

const names: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown_field',
  isIn: 'unknown_code',
  isString: 'wrong_type',
  isInt: 'wrong_type',
  isNumber: 'wrong_type',
  isBoolean: 'wrong_type',
  isArray: 'wrong_type',
  isObject: 'wrong_type',
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every bad field at once, the deepest with its whole path (RFC 6901). */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap(({ property, constraints = {}, children = [], value }) => {
    const pointer = `${parent}/${escaped(property)}`;
    const missing = value === undefined && !('whitelistValidation' in constraints);
    const own =
      missing && Object.keys(constraints).length > 0
        ? [{ pointer, code: 'missing', message: `${property} is missing` }]
        : Object.entries(constraints).map(([name, message]) => ({
            pointer,
            code: names[name] ?? snake(name),
            message:
              name === 'whitelistValidation' ? `${property} is not a field here; leave it out` : message,
          }));
    return [...own, ...fieldErrors(children, pointer)];
  });
}

export function invalidFields(errors: readonly FieldError[]): DomainError {
  const named = errors.map(({ pointer }) => pointer).slice(0, 5);
  return new DomainError('invalid', 'request.invalid', `These fields need mending: ${named.join(', ')}.`, {
    errors,
  });
}

/** Unknown fields are refused, nothing is converted by guessing, and every error is reported in one answer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true, // per field; all fields are reported
    exceptionFactory: (errors) => invalidFields(fieldErrors(errors)),
  });
}
