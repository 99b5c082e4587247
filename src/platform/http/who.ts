import { createParamDecorator } from '@nestjs/common';
import type { Principal } from '../auth/principal.js';
import { currentContext } from './request-context.js';

/** Who makes the request; on routes that are not public. */
export const Who = createParamDecorator((): Principal => {
  const { principal } = currentContext();
  if (!principal) throw new Error('Who is asked for on a public route.');
  return principal;
});
