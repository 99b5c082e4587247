import type { FieldError } from '../../../shared/domain-error.js';
import type { DeclaredContent, DeclaredRetention, DeclaredUse, Irregularity } from './declaration.js';
import { EntryReader } from './entry-reader.js';
import { isObject, type JsonObject } from './list-definitions.js';
import type { DefinitionKind, Definitions, GvlSpecification, ListedVendor } from './vendor-list.js';

/** A hundred years, as for the data of a flow. */
const mostDays = 36_500;
const mostSeconds = Number.MAX_SAFE_INTEGER;

/** Purposes for which the policies of the framework leave consent as the only basis. */
const consentOnly: Readonly<Record<GvlSpecification, readonly number[]>> = { 2: [1], 3: [1, 3, 4, 5, 6] };

type About = Readonly<{ specification: GvlSpecification; definitions: Definitions }>;

export type ReadVendor = Readonly<{ vendor: ListedVendor; undefined: readonly FieldError[] }>;

/** One vendor of a list: what it declares, or all that is wrong with it, and the numbers that the list does not define. */
export function readVendor(
  { key, value }: { key: string; value: unknown },
  gvlId: number,
  about: About,
): ReadVendor {
  if (!isObject(value)) {
    const reason = { column: key, field: 'vendor', code: 'type', message: 'must be an object' };
    return { vendor: { gvlId, name: '', reasons: [reason] }, undefined: [] };
  }
  const reader = new EntryReader(value);
  const name = reader.name();
  const lists = listsOf(reader);
  const content = contentOf(value, reader, { name, lists, ...about });
  const { reasons } = reader;
  if (value['id'] !== undefined && value['id'] !== gvlId)
    reasons.push({
      column: 'id',
      field: 'id',
      code: 'id_differs',
      message: `must be ${gvlId}, as its key is`,
    });
  const vendor = reasons.length > 0 ? { gvlId, name, reasons } : { gvlId, name, content };
  return { vendor, undefined: undefinedIn(gvlId, lists, about.definitions) };
}

type Lists = Readonly<Record<keyof typeof kindOf, readonly number[]>>;

const kindOf = {
  purposes: 'purposes',
  legIntPurposes: 'purposes',
  flexiblePurposes: 'purposes',
  specialPurposes: 'specialPurposes',
  features: 'features',
  specialFeatures: 'specialFeatures',
  dataDeclaration: 'dataCategories',
} as const satisfies Readonly<Record<string, DefinitionKind>>;

function listsOf(reader: EntryReader): Lists & { declaresData: boolean } {
  const fields = Object.keys(kindOf).filter((field) => field !== 'dataDeclaration');
  const lists = Object.fromEntries(fields.map((field) => [field, reader.numbers(field)])) as Record<
    keyof Lists,
    number[]
  >;
  const data = reader.numbersOrNull('dataDeclaration');
  return { ...lists, dataDeclaration: data ?? [], declaresData: data !== null };
}

/** A purpose that is defined nowhere could be any: what the list says of it cannot be taken over, and nor can the list. */
function undefinedIn(gvlId: number, lists: Lists, definitions: Definitions): FieldError[] {
  return purposeFields.flatMap((field) =>
    strangersIn(lists, field, definitions).map((number) => ({
      pointer: `/vendors/${gvlId}/${field}`,
      code: 'undefined_purpose',
      message: `the list does not define number ${number} of its ${kindOf[field]}`,
    })),
  );
}

const purposeFields = ['purposes', 'legIntPurposes', 'flexiblePurposes', 'specialPurposes'] as const;

function strangersIn(lists: Lists, field: keyof Lists, definitions: Definitions): number[] {
  return lists[field].filter((number) => definitions[kindOf[field]][String(number)] === undefined);
}

function contentOf(
  entry: JsonObject,
  reader: EntryReader,
  { name, lists, ...about }: Readonly<{ name: string; lists: ReturnType<typeof listsOf> }> & About,
): DeclaredContent {
  const retention = retentionIn(reader);
  const content = {
    ...{ name, uses: usesOf(lists), retention, retentionSince: null },
    ...{
      specialPurposes: lists.specialPurposes,
      features: lists.features,
      specialFeatures: lists.specialFeatures,
    },
    dataCategories: lists.declaresData
      ? lists.dataDeclaration.map((category) => ({ category, since: null }))
      : null,
    usesCookies: reader.flag('usesCookies'),
    cookieRefresh: reader.flag('cookieRefresh'),
    usesNonCookieAccess: reader.flag('usesNonCookieAccess'),
    cookieMaxAgeSeconds: reader.whole('cookieMaxAgeSeconds', -mostSeconds, mostSeconds),
    ...addressesIn(entry, reader),
    deletedOn: reader.day('deletedDate'),
  };
  return { ...content, irregularities: irregularitiesOf(lists, retention, about, reader) };
}

function usesOf({ purposes, legIntPurposes, flexiblePurposes }: Lists): DeclaredUse[] {
  const use = (basis: DeclaredUse['basis']) => (purpose: number) => {
    return { purpose, basis, flexible: flexiblePurposes.includes(purpose), since: null };
  };
  return [...purposes.map(use('consent')), ...legIntPurposes.map(use('legitimate_interest'))].sort(
    (a, b) => a.purpose - b.purpose,
  );
}

function retentionIn(reader: EntryReader): DeclaredRetention {
  const { stdRetention, purposes, specialPurposes } = reader.object('dataRetention');
  const field = 'dataRetention';
  return {
    standardDays: reader.wholeOf(stdRetention, field, { least: 0, most: mostDays }),
    purposes: reader.daysByPurpose(purposes, field, mostDays),
    specialPurposes: reader.daysByPurpose(specialPurposes, field, mostDays),
  };
}

/** Version 2 has one address for all languages; of several languages English is taken, or else the first. */
function addressesIn(entry: JsonObject, reader: EntryReader) {
  const urls = Array.isArray(entry['urls']) ? entry['urls'].filter(isObject) : [];
  const chosen: JsonObject = urls.find(({ langId }) => langId === 'en') ?? urls[0] ?? {};
  return {
    privacyUrl: reader.address(chosen['privacy'] ?? entry['policyUrl'], 'urls'),
    legitimateInterestUrl: reader.address(chosen['legIntClaim'], 'urls'),
    deviceStorageUrl: reader.address(entry['deviceStorageDisclosureUrl'], 'deviceStorageDisclosureUrl'),
  };
}

function irregularitiesOf(
  lists: Lists,
  retention: DeclaredRetention,
  { specification, definitions }: About,
  { generous }: EntryReader,
): Irregularity[] {
  const { purposes, legIntPurposes, flexiblePurposes } = lists;
  const of = (code: Irregularity['code'], numbers: readonly number[]) =>
    numbers.map((number) => ({ code, number }));
  const strange = (field: keyof Lists) => strangersIn(lists, field, definitions);
  const either = [...purposes, ...legIntPurposes];
  const addressless = [...generous].some((field) => field !== 'name');
  return [
    ...of(
      'purpose_on_both_bases',
      purposes.filter((purpose) => legIntPurposes.includes(purpose)),
    ),
    ...of(
      'flexible_not_declared',
      flexiblePurposes.filter((purpose) => !either.includes(purpose)),
    ),
    ...of(
      'legitimate_interest_not_allowed',
      legIntPurposes.filter((purpose) => consentOnly[specification].includes(purpose)),
    ),
    ...of('retention_without_purpose', unusedIn(retention, either, lists.specialPurposes)),
    ...of('undefined_data_category', strange('dataDeclaration')),
    ...of('undefined_feature', [...strange('features'), ...strange('specialFeatures')]),
    ...(addressless ? [{ code: 'unusable_address', number: null } as const] : []),
    ...(generous.has('name') ? [{ code: 'name_cleaned', number: null } as const] : []),
  ];
}

function unusedIn(
  { purposes, specialPurposes }: DeclaredRetention,
  declared: readonly number[],
  special: readonly number[],
): number[] {
  const others = (days: Readonly<Record<string, number>>, known: readonly number[]) =>
    Object.keys(days)
      .map(Number)
      .filter((purpose) => !known.includes(purpose));
  return [...others(purposes, declared), ...others(specialPurposes, special)];
}
