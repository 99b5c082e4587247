import { listOf } from './catalogue.js';
import type { VolumeBand } from './sharing-codes.js';

/** The band of a number of people. Throws RangeError unless it is a whole number from 0. */
export function volumeBandOf(people: number): VolumeBand {
  const band = listOf('volume_band').items.find(
    ({ minPeople, maxPeople = Number.MAX_SAFE_INTEGER }) => minPeople <= people && people <= maxPeople,
  );
  if (band === undefined || !Number.isSafeInteger(people))
    throw new RangeError(`not a number of people: ${people}`);
  return band.code;
}
