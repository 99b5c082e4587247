import type { FieldError } from '../../../shared/domain-error.js';
import { momentOf } from './entry-reader.js';
import { definitionsIn, inPointer, isObject, numberOfKey, type JsonObject } from './list-definitions.js';
import { readVendor } from './listed-vendor.js';
import { gvlSpecifications, type VendorList } from './vendor-list.js';

/** Numbers of vendors have sixteen bits in a consent string. */
const greatestVendor = 65_535;
export const mostListedVendors = 10_000;

/**
 * Reads a Global Vendor List of the IAB Europe Transparency and Consent Framework, version 2 or 3. What makes the list as a
 * whole untrustworthy is an error; what is wrong with one vendor stays with that vendor.
 */
export function parseVendorList(given: unknown): VendorList | Readonly<{ errors: readonly FieldError[] }> {
  if (!isObject(given)) return { errors: [problem('', 'type', 'the file must hold one object')] };
  const head = headOf(given);
  const vendors = given['vendors'];
  const entries = isObject(vendors) ? Object.entries(vendors) : [];
  const errors = [...head.errors, ...vendorsErrors(vendors, entries)];
  const { specification } = head;
  if (specification === null || errors.length > 0) return { errors };
  const { definitions, errors: undefinedKinds } = definitionsIn(given, specification);
  if (undefinedKinds.length > 0) return { errors: undefinedKinds };
  const read = entries.map(([key, value]) =>
    readVendor({ key, value }, Number(key), { specification, definitions }),
  );
  const missing = read.flatMap((one) => one.undefined);
  if (missing.length > 0) return { errors: missing };
  return {
    ...{ specification, definitions, policyVersion: head.policyVersion },
    ...{ listVersion: head.listVersion, publishedAt: head.publishedAt },
    vendors: read.map(({ vendor }) => vendor).sort((a, b) => a.gvlId - b.gvlId),
  };
}

function headOf(list: JsonObject) {
  const errors: FieldError[] = [];
  const whole = (field: string): number => {
    const value = list[field];
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000_000)
      return value;
    errors.push(problem(`/${field}`, 'type', 'must be a whole number from 1'));
    return 0;
  };
  const specification = whole('gvlSpecificationVersion');
  const known = gvlSpecifications.find((one) => one === specification) ?? null;
  if (known === null && specification > 0)
    errors.push(
      problem(
        '/gvlSpecificationVersion',
        'unsupported',
        `version ${specification} is not read here; 2 and 3 are`,
      ),
    );
  const publishedAt = momentOf(String(list['lastUpdated']));
  if (publishedAt === null)
    errors.push(problem('/lastUpdated', 'moment', 'must be a moment like 2023-09-07T16:07:28Z'));
  return {
    specification: known,
    listVersion: whole('vendorListVersion'),
    policyVersion: list['tcfPolicyVersion'] === undefined ? null : whole('tcfPolicyVersion'),
    publishedAt: publishedAt ?? new Date(0),
    errors,
  };
}

function vendorsErrors(vendors: unknown, entries: readonly [string, unknown][]): FieldError[] {
  if (!isObject(vendors)) return [problem('/vendors', 'type', 'must be an object of vendors by number')];
  if (entries.length === 0) return [problem('/vendors', 'empty', 'must name at least one vendor')];
  if (entries.length > mostListedVendors)
    return [problem('/vendors', 'too_many', `must have at most ${mostListedVendors} vendors`)];
  return [...keyErrors(entries), ...claimedTwice(entries)];
}

function keyErrors(entries: readonly [string, unknown][]): FieldError[] {
  return entries
    .filter(([key]) => (numberOfKey(key) ?? Infinity) > greatestVendor)
    .map(([key]) =>
      problem(`/vendors/${inPointer(key)}`, 'key', `must be the number of a vendor, 1 to ${greatestVendor}`),
    );
}

/** Two vendors with one number: whoever is meant by it, consent for the one would be taken for the other. */
function claimedTwice(entries: readonly [string, unknown][]): FieldError[] {
  const firstKey = new Map<unknown, string>();
  return entries.flatMap(([key, value]) => {
    const id = isObject(value) ? value['id'] : undefined;
    if (typeof id !== 'number') return [];
    const first = firstKey.get(id);
    if (first === undefined) firstKey.set(id, key);
    return first === undefined
      ? []
      : [
          problem(
            `/vendors/${inPointer(key)}/id`,
            'duplicate_id',
            `the vendor under ${first} has the id ${id} too`,
          ),
        ];
  });
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
