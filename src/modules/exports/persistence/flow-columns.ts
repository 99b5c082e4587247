import type { ListName } from '../../reference-data/codes.js';
import { as, each, labelIn, labelled, type Column, type Row } from '../domain/column.js';
import type { DataCategory, Location, Purpose, Transfer } from '../domain/flow-parts.js';

/** What columns of data flows have in common, whichever register shows them. */
type OnBehalfOf = Readonly<{
  name: string;
  country: string | null;
  contact: string | null;
  representative: string | null;
  dpoContact: string | null;
  processing: readonly string[];
}>;
type Recipient = Readonly<{ category: string; name: string | null; role: string; country: string | null }>;

export const controllersOf = (row: Row) => (row['on_behalf_of'] ?? []) as OnBehalfOf[];
export const recipientsOf = (row: Row) => (row['recipients'] ?? []) as Recipient[];
export const purposesOf = (row: Row) => row['purposes'] as Purpose[];
export const categoriesOf = (row: Row) => row['data_categories'] as DataCategory[];
export const locationsOf = (row: Row) => row['locations'] as Location[];
export const transfersOf = (row: Row) => row['transfers'] as Transfer[];
export const purposes = (name: string, text: (purpose: Purpose) => string | null) =>
  each(name, purposesOf, text);
export const categories = (name: string, text: (category: DataCategory) => string | null) =>
  each(name, categoriesOf, text);
export const countries = (name: string, kind: string) =>
  each(name, locationsOf, (location) => (location.kind === kind ? location.country : null));
export const labelOrNone = (list: ListName, code: string | null) =>
  code === null ? null : labelIn(list, code);
export const codes = (name: string, from: string, list: ListName): Column[] => [
  as(name, from),
  labelled(`${name}Label`, from, list),
];

export function retention({ code, retentionDays, endAction }: DataCategory): string {
  const days = retentionDays === null ? 'not given' : `${retentionDays} days`;
  return `${code}: ${days}${endAction === null ? '' : `, then ${endAction}`}`;
}

export function transfer({ toCountry, tool, tia }: Transfer): string {
  return `${toCountry}: ${tool ?? 'no tool'}${tia ? `, assessment ${tia.conclusion}` : ''}`;
}

export function onward({ category, name, role, country }: Recipient): string {
  return `${name === null ? category : `${name} (${category})`}: ${role}, ${country ?? 'country not given'}`;
}
