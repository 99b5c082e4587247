import {
  dataCategoryOfTcf,
  labelOf,
  listOf,
  purposesOfTcf,
  specialPurposesOfTcf,
} from '../../reference-data/codes.js';
import { isLabel, tidy } from '../../../shared/label.js';
import type { FieldError } from '../../../shared/domain-error.js';
import {
  definitionKinds,
  type DefinitionKind,
  type Definitions,
  type GvlSpecification,
} from './vendor-list.js';

/** How many of each the framework itself knows: what a list without definitions is judged by. */
const known: Readonly<Record<GvlSpecification, Readonly<Record<DefinitionKind, number>>>> = {
  2: { purposes: 10, specialPurposes: 2, features: 3, specialFeatures: 2, dataCategories: 0 },
  3: { purposes: 11, specialPurposes: 3, features: 3, specialFeatures: 2, dataCategories: 11 },
};
const mostOfAKind = 100;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `"12"` as 12: a whole number from 1 as it stands as a key of the list; null for anything else. */
export function numberOfKey(key: string): number | null {
  return /^[1-9]\d{0,4}$/.test(key) ? Number(key) : null;
}

/** What the list says that its numbers mean, with everything that is wrong with it. */
export function definitionsIn(
  list: JsonObject,
  specification: GvlSpecification,
): { definitions: Definitions; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const entries = definitionKinds.map((kind) => {
    const given = list[kind];
    const missing =
      given === undefined || given === null || (isObject(given) && Object.keys(given).length === 0);
    return [kind, missing ? knownNames(kind, specification) : namesIn(given, kind, errors)];
  });
  return { definitions: Object.fromEntries(entries) as Definitions, errors };
}

function namesIn(given: unknown, kind: DefinitionKind, errors: FieldError[]): Record<string, string> {
  const names: Record<string, string> = {};
  if (!isObject(given) || Object.keys(given).length > mostOfAKind) {
    const message = `must be an object of at most ${mostOfAKind} definitions by number`;
    errors.push({ pointer: `/${kind}`, code: 'type', message });
    return names;
  }
  for (const [key, value] of Object.entries(given)) {
    const number = numberOfKey(key);
    const name =
      isObject(value) && typeof value['name'] === 'string' ? tidy(value['name']).slice(0, 300) : '';
    if (number === null || !isLabel(name))
      errors.push({
        pointer: `/${kind}/${inPointer(key)}`,
        code: 'definition',
        message: 'must be a definition with a name, under its number',
      });
    else names[String(number)] = name;
  }
  return names;
}

function knownNames(kind: DefinitionKind, specification: GvlSpecification): Record<string, string> {
  const numbers = Array.from({ length: known[specification][kind] }, (_, at) => at + 1);
  return Object.fromEntries(numbers.map((number) => [String(number), ourName(kind, number)]));
}

/** In our own words where we have some for the number. */
function ourName(kind: DefinitionKind, number: number): string {
  const codes: Readonly<Partial<Record<DefinitionKind, readonly string[]>>> = {
    purposes: purposesOfTcf(number),
    specialPurposes: specialPurposesOfTcf(number),
  };
  const purpose = codes[kind]?.[0];
  if (purpose !== undefined) return labelOf(listOf('purpose'), purpose);
  const category = kind === 'dataCategories' ? dataCategoryOfTcf(number) : null;
  if (category !== null) return labelOf(listOf('data_category'), category);
  const words = kind.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`).replace(/s$/, '');
  return `${words} ${number}`;
}

export const inPointer = (key: string): string =>
  key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
