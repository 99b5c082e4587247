import {
  comparedByAge,
  listTitle,
  type Definitions,
  type ListEdition,
  type VendorList,
} from './vendor-list.js';

/** A list that was read, and what its numbers mean; what the vendors declare in it stands in their declarations. */
export type KeptList = ListEdition &
  Readonly<{
    id: string;
    revision: number;
    policyVersion: number | null;
    /** SHA-256 over the canonical JSON of all that was read of it. */
    digest: string;
    vendors: number;
    definitions: Definitions;
    fileName: string;
    /** False while the rest of a large list is still being worked off. */
    complete: boolean;
    importedById: string;
    createdAt: Date;
  }>;

/** Why a list cannot be taken over after the newest that was; null when it can. */
export type Obstacle = Readonly<{ code: 'import.older_list' | 'import.list_differs'; message: string }>;

/** A vendor that vanished from an older list would come back by it, and what is new there is long known. */
export function obstacleTo(
  list: ListEdition & Readonly<{ digest: string }>,
  newest: Pick<KeptList, 'specification' | 'listVersion' | 'publishedAt' | 'digest'> | null,
): Obstacle | null {
  if (newest === null) return null;
  const age = comparedByAge(list, newest);
  const was = `${listTitle(newest)} of ${newest.publishedAt.toISOString().slice(0, 10)}`;
  if (age < 0)
    return { code: 'import.older_list', message: `${listTitle(list)} is older than ${was}, which was read.` };
  if (age === 0 && list.digest !== newest.digest)
    return {
      code: 'import.list_differs',
      message: `Another list was read as ${was}; a list does not change.`,
    };
  if (age > 0 && list.specification === newest.specification && list.publishedAt < newest.publishedAt)
    return {
      code: 'import.list_differs',
      message: `${listTitle(list)} says that it was published before ${was}; one of them is not what it says.`,
    };
  return null;
}

/** What a list says, without how it is written. */
export function substanceOf({
  specification,
  listVersion,
  publishedAt,
  policyVersion,
  ...said
}: VendorList): unknown {
  const { definitions, vendors } = said;
  const head = { specification, listVersion, policyVersion, publishedAt: publishedAt.toISOString() };
  return { ...head, definitions, vendors };
}
