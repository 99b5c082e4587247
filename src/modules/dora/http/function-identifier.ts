import type { PipeTransform } from '@nestjs/common';
import { refuse } from '../domain/dora-errors.js';

const shape = /^F[1-9]\d{0,5}$/;

/** F1, F2 … as the register of information counts functions (B_06.01.0010). */
export const FunctionIdentifier: PipeTransform<string, string> = {
  transform: (identifier) => (shape.test(identifier) ? identifier : bad(identifier)),
};

function bad(identifier: string): never {
  const message = 'must be F and a number, like F1';
  const errors = [{ pointer: '/identifier', code: 'pattern', message }];
  return refuse('dora.bad_record', `${identifier} does not name a function.`, { errors });
}
