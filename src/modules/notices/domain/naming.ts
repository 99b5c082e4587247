import { baseOf } from '../../reference-data/codes.js';
import type { NamedRecipient, Recipient } from './notice-version.js';

/**
 * Recipients are found in notices by keys: one for the vendor, one for a name, one for a whole category. A recipient is
 * named where one of its keys stands. Case, accents, punctuation and the underscores of codes make no difference.
 */
export function folded(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\p{M}.'’]/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim() || text.toLowerCase()
  );
}

/** It says of nobody what they do. */
export const saysNothing = (category: string): boolean => folded(category) === 'other';

const ofVendor = (id: string) => `vendor:${id}`;
const ofName = (name: string) => `name:${folded(name)}`;
const ofCategory = (category: string) => `category:${folded(category)}`;

/** The key under which a notice names somebody: the most exact that it says. */
export function keyOf({ vendorId, category, name }: Recipient): string {
  if (vendorId !== null) return ofVendor(vendorId);
  return name === null ? ofCategory(category ?? '') : ofName(name);
}

/** Somebody who gets data under a flow: its vendor, or one to whom the vendor passes them on. */
export type FlowRecipient = Readonly<{
  vendorId: string | null;
  /** Its name, and its legal name where it has another. */
  names: readonly string[];
  categories: readonly string[];
}>;

/** The keys by which a notice may name it. */
export function keysOf({ vendorId, names, categories }: FlowRecipient): string[] {
  return [
    ...(vendorId === null ? [] : [ofVendor(vendorId)]),
    ...names.map(ofName),
    ...categories.filter((category) => !saysNothing(category)).map(ofCategory),
  ];
}

/** Those entries of a version that name it. */
export function entriesNaming<T extends Pick<NamedRecipient, keyof Recipient>>(
  entries: readonly T[],
  recipient: FlowRecipient,
): T[] {
  const keys = new Set(keysOf(recipient));
  return entries.filter((entry) => keys.has(keyOf(entry)));
}

/** A notice for a category is one for every part of it. */
export function isFor(audiences: readonly string[], group: string): boolean {
  return audiences.includes(group) || audiences.includes(baseOf(group));
}
