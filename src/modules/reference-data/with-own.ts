import { findItem, type ReferenceItem, type ReferenceList } from './domain/reference-list.js';
import type { OwnCategory } from './domain/own-category.js';

/** The list with our own entries behind its own; each says what the one says of which it is a part. */
export function withOwn(list: ReferenceList, own: readonly OwnCategory[]): ReferenceList {
  return { ...list, items: [...list.items, ...own.map((category) => itemOf(list, category))] };
}

function itemOf(list: ReferenceList, { code, parent, label, description, retiredAt }: OwnCategory) {
  const whole = findItem(list, parent);
  return {
    ...{ ...whole, note: undefined },
    ...{ code, label, parent, own: true, description, retired: retiredAt !== null },
    confidence: whole?.confidence ?? 'P',
  } as ReferenceItem;
}
