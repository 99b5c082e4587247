import { findItem } from './reference-list.js';
import { listOf } from './catalogue.js';
import type { DataCategoryItem, DataSubjectCategoryItem } from './list-items.js';
import { dataCategories, dataSubjectCategories } from './sharing-codes.js';
import type { DataCategory, DataSubjectCategory } from './sharing-codes.js';

/** The lists to which an organisation may add categories of its own, each below a category of the list. */
export const extensibleLists = ['data_category', 'data_subject_category'] as const;
export type ExtensibleList = (typeof extensibleLists)[number];

/**
 * A code of the list, or one of our own below it: `HEALTH_RECORD.GLUCOSE`. The category that it is a part of stands in the
 * code, so that whether it is special or vulnerable follows from the code alone, on any day and in any export.
 */
export type DataCategoryCode = DataCategory | `${DataCategory}.${string}`;
export type DataSubjectCategoryCode = DataSubjectCategory | `${DataSubjectCategory}.${string}`;

export type OwnCategory = Readonly<{
  id: string;
  revision: number;
  list: ExtensibleList;
  code: string;
  parent: string;
  label: string;
  description: string | null;
  createdById: string;
  createdAt: Date;
  retiredById: string | null;
  retiredAt: Date | null;
  retiredBecause: string | null;
}>;

export const partPattern = '^[A-Z][A-Z0-9_]{1,39}$';
export const categoryCodePattern = '^[A-Z][A-Z0-9_]*(\\.[A-Z][A-Z0-9_]{1,39})?$';

const parents: Readonly<Record<ExtensibleList, ReadonlySet<string>>> = {
  data_category: new Set(dataCategories),
  data_subject_category: new Set(dataSubjectCategories),
};

export const ownCode = (parent: string, part: string): string => `${parent}.${part}`;

export const isOwnCode = (code: string): boolean => code.includes('.');

/** The code of the shipped list: itself, or the category that it is a part of. */
export function baseOf(code: string): string {
  return code.split('.', 1)[0] ?? code;
}

export function isParent(list: ExtensibleList, code: string): boolean {
  return parents[list].has(code);
}

/** Of the list, or in the form of one of our own below it; whether we have that one is for the register to say. */
export function mayBeCategory(list: ExtensibleList, code: string): boolean {
  return new RegExp(categoryCodePattern).test(code) && isParent(list, baseOf(code));
}

/** Whether what was approved takes in what was sent: the category itself, or the whole of which it is a part. */
export function isTakenIn(code: string, by: ReadonlySet<string>): boolean {
  return by.has(code) || by.has(baseOf(code));
}

/** What the list says of a category, or of the one that it is a part of. */
export function dataCategoryOf(code: string): DataCategoryItem | null {
  return findItem(listOf('data_category'), baseOf(code));
}

export function dataSubjectCategoryOf(code: string): DataSubjectCategoryItem | null {
  return findItem(listOf('data_subject_category'), baseOf(code));
}
