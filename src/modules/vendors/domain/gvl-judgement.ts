import { keysOf } from './duplicates.js';
import { maybeSame } from './import-identity.js';
import type { Candidate, Judging, Rejection, Verdict } from './import-judgement.js';
import { shownId } from './import-judgement.js';
import type { Known, Resemblance } from './known-vendors.js';
import { foldedName } from './vendor-names.js';
import { proposed, type Vendor } from './vendor.js';

/** The name under which numbers of the Global Vendor List stand in a vendor's outside ids. */
export const gvlSystem = 'gvl';

type Judged = Pick<Judging, 'known' | 'allowDuplicate' | 'made'> &
  Readonly<{
    /** Whose declaration is on record under the number. */
    declaredBy: Known | null;
  }>;

export type Entry = Readonly<{ gvlId: number; name: string; privacyUrl: string | null }>;

/**
 * Which vendor of the register is it? The one that carries the number; or else the one of the same name that carries none.
 * A known vendor only gets the number: what the register says of it is ours, and the list does not change it.
 */
export function judgeEntry(
  { gvlId, name, privacyUrl }: Entry,
  { known, allowDuplicate, made, declaredBy }: Judged,
): Verdict {
  const externalIds = { [gvlSystem]: String(gvlId) };
  const carriers = known.withExternalIds(externalIds);
  if (carriers.length > 1) return rejected(carriers.map((one) => several(one, 'id')));
  const carrier = carriers[0] ?? declaredBy;
  if (carrier) return { outcome: 'unchanged', vendor: carrier.vendor };
  const links = privacyUrl === null ? {} : { privacyPolicy: privacyUrl };
  const newcomer = proposed(made, { name, externalIds, links });
  const called = known.called(foldedName(name)).filter(({ vendor }) => maybeSame(newcomer, vendor));
  if (called.length > 1) return rejected(called.map((one) => several(one, 'name')));
  const [namesake] = called;
  if (namesake) return linked(namesake, externalIds);
  const like = known
    .like(keysOf(newcomer))
    .filter(({ known: { vendor } }) => vendor.externalIds[gvlSystem] === undefined)
    .map(candidateOf);
  if (like.length > 0 && !allowDuplicate) return rejected(like.map(duplicate));
  return { outcome: 'created', vendor: newcomer, like };
}

function linked({ vendor: before, row }: Known, externalIds: Readonly<Record<string, string>>): Verdict {
  if (before.status === 'offboarded') return rejected([offboarded(before, row)]);
  const vendor = { ...before, externalIds: { ...before.externalIds, ...externalIds } };
  return { outcome: 'updated', before, vendor, like: [] };
}

const rejected = (reasons: readonly Rejection[]): Verdict => ({ outcome: 'rejected', reasons });

const candidateOf = ({ known: { vendor, row }, reasons }: Resemblance): Candidate => ({
  ...{ id: shownId(vendor.id), name: vendor.name, row, reasons },
});

function duplicate(candidate: Candidate): Rejection {
  const message = `looks like ${candidate.name} (${candidate.reasons.join(', ')}); put the number into externalIds.${gvlSystem} of the right vendor, or send allowDuplicate`;
  return { column: 'name', field: 'name', code: 'likely_duplicate', message, candidate };
}

function several({ vendor, row }: Known, column: string): Rejection {
  const message = `could be ${vendor.name} among others; put the number into externalIds.${gvlSystem} of the right one only`;
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: [] };
  return { column, field: 'name', code: 'several_vendors', message, candidate };
}

function offboarded(vendor: Vendor, row: number | null): Rejection {
  const candidate = { id: shownId(vendor.id), name: vendor.name, row, reasons: [] };
  return {
    column: 'name',
    field: 'name',
    code: 'offboarded',
    message: 'is offboarded and is not changed any more',
    candidate,
  };
}
