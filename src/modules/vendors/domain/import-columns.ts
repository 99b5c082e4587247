import { linkKinds, type LinkKind } from './vendor.js';

/** Fields of a vendor that a table can bring. `address` only tells the country, where it does so beyond doubt. */
export const plainFields = [
  'name',
  'legalName',
  'country',
  'address',
  'registrationNumber',
  'lei',
  'website',
  'domains',
  'categories',
  'description',
  'certificationClaims',
] as const;
export type PlainField = (typeof plainFields)[number];
export type ImportField = PlainField | `links.${LinkKind}` | `externalIds.${string}`;

/** Which column of the table stands for which field; null where it is left out. */
export type ColumnPlan = readonly Readonly<{ column: string; field: ImportField | null }>[];
export type MappingProblem = Readonly<{ column: string; code: string; message: string }>;

/** What columns are called in the wild, without case, spaces and signs. The first of several wins. */
const calledInTheWild: Readonly<Record<Exclude<PlainField, never>, readonly string[]>> = {
  name: [
    'name',
    'vendor',
    'vendorname',
    'company',
    'companyname',
    'supplier',
    'suppliername',
    'thirdparty',
    'thirdpartyname',
    'provider',
  ],
  legalName: ['legalname', 'legalentityname', 'legalentity', 'registeredname', 'officialname'],
  country: [
    'country',
    'countrycode',
    'headquartercountry',
    'headquarterscountry',
    'hqcountry',
    'countryofregistration',
  ],
  address: ['headquarteraddress', 'headquartersaddress', 'hqaddress', 'registeredaddress', 'address'],
  registrationNumber: ['registrationnumber', 'companynumber', 'registernumber', 'companyregistrationnumber'],
  lei: ['lei', 'leicode', 'legalentityidentifier'],
  website: ['website', 'websiteurl', 'homepage', 'url', 'web'],
  domains: ['domains', 'domain', 'internetdomains'],
  categories: ['categories', 'category', 'vendorcategory', 'vendortype', 'type'],
  description: ['description', 'summary', 'notes'],
  certificationClaims: ['certificationclaims', 'certifications', 'certificates'],
};

const linksInTheWild: Readonly<Record<LinkKind, readonly string[]>> = {
  privacyPolicy: ['privacypolicy', 'privacy', 'privacynotice'],
  terms: ['terms', 'termsofservice', 'termsofuse', 'termsandconditions'],
  dataProcessingAgreement: ['dataprocessingagreement', 'dpa'],
  subprocessors: ['subprocessors', 'subprocessorslist', 'subprocessorlist'],
  security: ['security', 'securitypage'],
  status: ['statuspage'],
  trust: ['trust', 'trustpage', 'trustcenter', 'trustcentre'],
  serviceLevelAgreement: ['servicelevelagreement', 'sla'],
  softwareAgreement: ['softwareagreement', 'servicesoftwareagreement'],
  businessAssociateAgreement: ['businessassociateagreement', 'baa'],
};

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const fieldByName = new Map<string, ImportField>([
  ...linkKinds.flatMap((kind) =>
    [
      `links${kind.toLowerCase()}`,
      ...linksInTheWild[kind].flatMap((name) => [name, `${name}url`, `${name}link`]),
    ].map((called) => [called, `links.${kind}`] as const),
  ),
  ...plainFields.flatMap((field) => calledInTheWild[field].map((name) => [name, field] as const)),
]);

const outsideId = /^external\s?_?ids?[._ :-]+(?<system>.+)$/i;
const systemShape = /^[\p{L}\p{N}._-]{1,100}$/u;

/** The field that a name means: one of ours (`links.trust`, `externalIds.erp`), or one that is met in the wild. */
export function fieldNamed(column: string): ImportField | null {
  const system = outsideId.exec(column)?.groups?.['system'];
  if (system !== undefined) return systemShape.test(system) ? `externalIds.${system}` : null;
  return fieldByName.get(bare(column)) ?? null;
}

function ownField(text: string): ImportField | null {
  const [first, ...rest] = text.split('.');
  const part = rest.join('.');
  if (first === 'externalIds') return systemShape.test(part) ? `externalIds.${part}` : null;
  if (first === 'links') return linkKinds.some((kind) => kind === part) ? (text as ImportField) : null;
  return plainFields.find((field) => field === text) ?? null;
}

/**
 * What the caller said of a column counts; the others are recognised by their name, each field by one column only.
 * `''` and null leave a column out. Answers every problem of the mapping at once.
 */
export function planColumns(
  columns: readonly string[],
  mapping: Readonly<Record<string, string | null>>,
): { plan: ColumnPlan; problems: MappingProblem[] } {
  const problems = mappingProblems(columns, mapping);
  const taken = new Set<ImportField>();
  const said = new Map(Object.entries(mapping).map(([column, text]) => [column, ownField(text ?? '')]));
  for (const field of said.values()) if (field !== null) taken.add(field);
  const plan = columns.map((column) => {
    if (said.has(column)) return { column, field: said.get(column) ?? null };
    const field = fieldNamed(column);
    if (field === null || taken.has(field)) return { column, field: null };
    taken.add(field);
    return { column, field };
  });
  return { plan, problems };
}

function mappingProblems(
  columns: readonly string[],
  mapping: Readonly<Record<string, string | null>>,
): MappingProblem[] {
  const used = new Map<ImportField, string>();
  return Object.entries(mapping).flatMap(([column, text]) => {
    if (!columns.includes(column))
      return [{ column, code: 'unknown_column', message: 'the file has no such column' }];
    if (text === null || text === '') return [];
    const field = ownField(text);
    if (field === null)
      return [
        {
          column,
          code: 'unknown_field',
          message: `${text.slice(0, 100)} is no field; there are ${plainFields.join(', ')}, links.* and externalIds.*`,
        },
      ];
    const other = used.get(field);
    used.set(field, column);
    return other === undefined
      ? []
      : [{ column, code: 'field_twice', message: `${field} is already read from the column ${other}` }];
  });
}

/** `{"column": "field"}` as JSON; null when it is anything else. */
export function mappingIn(text: string): Readonly<Record<string, string | null>> | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const fits = entries.every(([, field]) => field === null || typeof field === 'string');
  return fits ? Object.fromEntries(entries as [string, string | null][]) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
