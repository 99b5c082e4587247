import type { Line } from './published-entries.js';

export const listFields = ['name', 'purpose', 'countries', 'website'] as const;
export type ListField = (typeof listFields)[number];
export type ListPlan = readonly Readonly<{ column: string; field: ListField | null }>[];
export type ListMapping = Readonly<Record<string, string | null>>;

/** What columns are called in the wild, without case, spaces and signs. */
const calledInTheWild: Readonly<Record<ListField, readonly string[]>> = {
  name: [
    ...[
      'name',
      'subprocessor',
      'subprocessors',
      'subprocessorname',
      'nameofsubprocessor',
      'supplier',
      'vendor',
    ],
    ...[
      'company',
      'companyname',
      'entity',
      'entityname',
      'legalentity',
      'thirdparty',
      'provider',
      'serviceprovider',
    ],
    ...[
      'organisation',
      'organization',
      'processor',
      'thirdpartyname',
      'vendorname',
      'suppliername',
      'legalname',
    ],
  ],
  purpose: [
    ...['purpose', 'purposes', 'function', 'service', 'services', 'description', 'use', 'usage', 'activity'],
    ...[
      'natureofprocessing',
      'purposeofprocessing',
      'processingactivity',
      'processingactivities',
      'serviceprovided',
    ],
    ...[
      'servicesprovided',
      'descriptionofservices',
      'descriptionofprocessing',
      'subjectmatter',
      'whatwedowithit',
    ],
  ],
  countries: [
    ...['country', 'countries', 'location', 'locations', 'region', 'geographiclocation', 'datalocation'],
    ...[
      'processinglocation',
      'locationofprocessing',
      'placeofprocessing',
      'hostinglocation',
      'entitycountry',
    ],
    ...[
      'entitylocation',
      'countryofprocessing',
      'serverlocation',
      'datacenterlocation',
      'datacentrelocation',
    ],
  ],
  website: ['website', 'url', 'link', 'web', 'homepage', 'moreinformation', 'privacypolicy'],
};

const fieldByName = new Map(
  listFields.flatMap((field) => calledInTheWild[field].map((name) => [name, field] as const)),
);
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export function listFieldNamed(column: string): ListField | null {
  return fieldByName.get(bare(column)) ?? null;
}

/** Columns by what the caller said of them, or else by their names; each field is read from one column. */
export function planList(
  columns: readonly string[],
  mapping: ListMapping,
): Readonly<{
  plan: ListPlan;
  problems: readonly Readonly<{ column: string; code: string; message: string }>[];
}> {
  const taken = new Set(Object.values(mapping));
  const plan = columns.map((column) => {
    if (Object.hasOwn(mapping, column)) return { column, field: ownField(mapping[column] ?? '') };
    const field = listFieldNamed(column);
    if (field === null || taken.has(field)) return { column, field: null };
    taken.add(field);
    return { column, field };
  });
  return { plan, problems: mappingProblems(columns, mapping) };
}

const ownField = (text: string): ListField | null => listFields.find((field) => field === text) ?? null;

function mappingProblems(columns: readonly string[], mapping: ListMapping) {
  const used = new Map<string, string>();
  return Object.entries(mapping).flatMap(([column, text]) => {
    if (!columns.includes(column))
      return [{ column, code: 'unknown_column', message: 'the file has no such column' }];
    if (text === null || text === '') return [];
    if (ownField(text) === null)
      return [{ column, code: 'unknown_field', message: `there are the fields ${listFields.join(', ')}` }];
    const other = used.get(text);
    used.set(text, column);
    return other === undefined
      ? []
      : [{ column, code: 'field_twice', message: `${text} is already read from the column ${other}` }];
  });
}

export function isTableOfCompanies(columns: readonly string[]): boolean {
  return columns.some((column) => listFieldNamed(column) === 'name');
}

/** `cells` by column. */
export function lineOf(
  line: number,
  cells: Readonly<Record<string, string>>,
  plan: ListPlan,
  inherited: readonly string[] | null,
): Line {
  const read = (field: ListField) => {
    const column = plan.find((one) => one.field === field)?.column;
    return column === undefined ? null : (cells[column] ?? '');
  };
  return {
    ...{ line, name: read('name') ?? '', website: read('website'), purpose: read('purpose') },
    ...{ places: read('countries'), inherited },
  };
}
