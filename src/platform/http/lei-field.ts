import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { leiProblem } from '../../shared/lei.js';
import { LookedUpField, type Field } from './fields.js';

/** Legal Entity Identifier, ISO 17442: 20 characters with right check digits. */
export const LeiField = (options: Field = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().toUpperCase() : value,
    ),
    LookedUpField({
      example: '529900T8BM49AURSDO55',
      description: 'Legal Entity Identifier (ISO 17442).',
      ...options,
      pattern: '^[A-Z0-9]{18}[0-9]{2}$',
      sentence: 'must be an LEI: 18 letters or digits and two check digits that fit (ISO 17442)',
      known: (value) => leiProblem(value) === null,
    }),
  );
