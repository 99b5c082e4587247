import { ParseUUIDPipe } from '@nestjs/common';
import { refusal } from '../errors/request-errors.js';
import { MomentField } from './fields.js';

/** An id in the address. */
export const Uuid = new ParseUUIDPipe({
  exceptionFactory: () => refusal('request.bad_id', 'The id in the address is not a UUID.'),
});

export class AtRequest {
  @MomentField({ optional: true, description: 'Shows the resource as it was recorded at this moment.' })
  at?: string;
}
