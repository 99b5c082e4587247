import { DayField, MomentField } from '../../../platform/http/fields.js';
import { localDate } from '../../../shared/local-date.js';
import type { Asked } from '../register-exports.service.js';

/** The two axes of a record: when something was true, and when it was known. */
export class AsOfRequest {
  @DayField({
    optional: true,
    example: '2026-03-31',
    description:
      'Only what was true on this day by its own effective days: a flow from its activation to its end, an agreement from its first to its last day.',
  })
  asOf?: string;

  @MomentField({
    optional: true,
    example: '2026-04-01T00:00:00.000Z',
    description:
      'As it was on record by this moment, whatever was changed since; personal fields are empty then.',
  })
  knownAt?: string;

  asked(): Pick<Asked, 'asOf' | 'knownAt'> {
    return {
      ...(this.asOf !== undefined && { asOf: localDate(this.asOf) }),
      ...(this.knownAt !== undefined && { knownAt: new Date(this.knownAt) }),
    };
  }
}
