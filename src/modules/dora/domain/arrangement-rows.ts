import {
  aboutCompany,
  aboutVendor,
  codeOf,
  countryKey,
  currencyKey,
  digits,
  eba,
  yesNo,
  type FilingBook,
  type Reported,
} from './book.js';
import { endOf, isOver, type CompanyFacts, type VendorFacts } from './facts.js';
import type { Filing, FilingRow } from './filing.js';
import type { IctFunction, IctService } from './records.js';
import { unknownCountry } from './rules.js';

type Rows = Pick<Filing, 'B_02.01' | 'B_02.02' | 'B_03.01' | 'B_03.02' | 'B_04.01' | 'B_07.01'>;
type Placed = Readonly<{ agreement: Reported; vendor: VendorFacts; homes: FilingRow['homes'] }>;
type Used = Readonly<{ service: IctService; homes: FilingRow['homes']; company: CompanyFacts }>;

/** Agreements for ICT services: the contract, each service for each function and place, who signed and who uses it. */
export function arrangementRows(book: FilingBook): Rows {
  const placed = book.arrangements.flatMap((agreement): Placed[] => {
    const vendor = book.vendor(agreement.vendorId);
    return vendor ? [{ agreement, vendor, homes: homesOf(agreement, vendor) }] : [];
  });
  return {
    'B_02.01': placed.map((one) => contractRow(one, book)),
    'B_02.02': placed.flatMap((one) => serviceRows(one, book)),
    'B_03.01': placed.map((one) => signedRow(one, book)),
    'B_03.02': placed.map(providerRow),
    'B_04.01': placed.flatMap((one) => book.usersOf(one.agreement).map((company) => userRow(one, company))),
    'B_07.01': placed.flatMap((one) => assessmentRows(one, book)),
  };
}

export function homesOf({ id }: Reported, vendor: VendorFacts): FilingRow['homes'] {
  return {
    agreement: `/agreements/${id}`,
    arrangement: `/agreements/${id}/dora`,
    vendor: `/vendors/${vendor.id}`,
    provider: `/vendors/${vendor.id}/dora`,
  };
}

export const serviceHome = ({ id }: Reported, nth: number) => `/agreements/${id}/dora#/services/${nth}`;

const companyHomes = (id: string) => ({
  entity: `/legal-entities/${id}`,
  financial: `/legal-entities/${id}/dora`,
});

/** Whether it stands alone, is a frame, or stands below one, is seen from the agreements. */
function contractRow({ agreement, vendor, homes }: Placed, book: FilingBook): FilingRow {
  const { reference, parentId, arrangement } = agreement;
  const isFrame = book.arrangements.some((other) => other.parentId === agreement.id);
  const type = parentId === null ? (isFrame ? 'OVERARCHING' : 'STANDALONE') : 'SUBSEQUENT';
  const parent = book.facts.agreements.find(({ id }) => id === parentId);
  const cells = {
    c0010: reference,
    c0020: eba('dora_arrangement_type', type),
    c0030: parent?.reference ?? null,
    c0040: currencyKey(arrangement.currency),
    c0050: digits(arrangement.annualCost),
  };
  return { about: aboutVendor(vendor), cells, needs: parentId === null ? [] : ['c0030'], homes };
}

function serviceRows(placed: Placed, book: FilingBook): FilingRow[] {
  const { agreement } = placed;
  return agreement.arrangement.services.flatMap((service, nth) =>
    book.usersOf(agreement).flatMap((company) => {
      const homes = {
        ...placed.homes,
        service: serviceHome(agreement, nth),
        ...companyHomes(company.id),
      };
      const functions = book.functionsOf(service, company);
      const used = { service, homes, company };
      return (functions.length > 0 ? functions : [null]).flatMap((one) => placeRows(placed, used, one, book));
    }),
  );
}

/** A row for each country from which it is provided, where data lie and where they are managed. */
function placeRows(
  { agreement, vendor }: Placed,
  { service, homes, company }: Used,
  supported: IctFunction | null,
  book: FilingBook,
): FilingRow[] {
  const isCritical = supported?.criticality === 'YES';
  const same = {
    ...contractCells(agreement),
    ...{ c0020: company.lei, c0030: codeOf(vendor).code, c0040: codeOf(vendor).type },
    c0050: supported?.identifier ?? null,
    c0060: eba('dora_ict_service', service.type),
    c0140: yesNo(service.storesData),
    c0170: service.storesData === true ? eba('dora_sensitiveness', service.sensitiveness) : null,
    c0180: eba('dora_reliance', service.reliance),
  };
  const needs = [
    ...(isCritical ? ['c0100', 'c0110', 'c0120', 'c0140', 'c0180'] : []),
    ...(isCritical && service.storesData === true ? ['c0170'] : []),
    ...(isOver(agreement, book.on) ? ['c0090'] : []),
  ];
  const { provision, storage, processing } = placesOf(agreement, service, { isCritical, book });
  return provision.flatMap((c0130) =>
    storage.flatMap((c0150) =>
      processing.map((c0160) => ({
        ...{ about: aboutVendor(vendor), needs, homes },
        cells: { ...same, c0130, c0150, c0160 },
      })),
    ),
  );
}

function contractCells(agreement: Reported) {
  const { reference, effectiveFrom, noticePeriodDays, arrangement } = agreement;
  return {
    c0010: reference,
    c0070: effectiveFrom,
    c0080: endOf(agreement),
    c0090: eba('dora_termination', arrangement.terminationReason),
    c0100: digits(noticePeriodDays),
    c0110: digits(arrangement.providerNoticeDays),
    c0120: countryKey(arrangement.governingCountry),
  };
}

/** A place that is missing and has to be there is null; one that does not apply is the key for unknown countries. */
function placesOf(
  agreement: Reported,
  { provisionCountries, storesData, storageCountries, processingCountries }: IctService,
  { isCritical, book }: Readonly<{ isCritical: boolean; book: FilingBook }>,
) {
  const inFlows = (kind: string) => [
    ...new Set(
      book.facts.places
        .filter((place) => place.agreementId === agreement.id && place.kind === kind)
        .map(({ country }) => country),
    ),
  ];
  const keys = (countries: readonly string[], none: string | null) =>
    countries.length > 0 ? countries.toSorted().map(countryKey) : [none];
  return {
    provision: keys(provisionCountries, isCritical ? null : unknownCountry),
    storage: storesData === true ? keys(storageCountries ?? inFlows('storage'), null) : [unknownCountry],
    processing: keys(processingCountries ?? inFlows('processing'), unknownCountry),
  };
}

function signedRow({ agreement, vendor, homes }: Placed, book: FilingBook): FilingRow {
  const company = book.company(agreement.legalEntityId);
  const cells = { c0010: agreement.reference, c0020: company?.lei ?? null, c0030: 'true' };
  const about = company ? aboutCompany(company) : aboutVendor(vendor);
  return {
    about,
    cells,
    needs: [],
    homes: { ...homes, ...companyHomes(agreement.legalEntityId) },
  };
}

function providerRow({ agreement, vendor, homes }: Placed): FilingRow {
  const { code, type } = codeOf(vendor);
  const cells = { c0010: agreement.reference, c0020: code, c0030: type };
  return { about: aboutVendor(vendor), cells, needs: [], homes };
}

/** Branches are not kept: a company is none, and the key of its branch is 0. */
function userRow({ agreement, homes }: Placed, company: CompanyFacts): FilingRow {
  const cells = { c0010: agreement.reference, c0020: company.lei, c0030: 'eba_ZZ:x839', c0040: '0' };
  return { about: aboutCompany(company), cells, needs: [], homes: { ...homes, ...companyHomes(company.id) } };
}

/** Of services that support a critical or important function. */
function assessmentRows({ agreement, vendor, homes }: Placed, book: FilingBook): FilingRow[] {
  const { code, type } = codeOf(vendor);
  return agreement.arrangement.services.flatMap((service, nth) => {
    if (!book.isCritical(service)) return [];
    const isHard =
      service.substitutability === 'NOT_SUBSTITUTABLE' || service.substitutability === 'HIGHLY_COMPLEX';
    const cells = {
      ...{ c0010: agreement.reference, c0020: code, c0030: type },
      c0040: eba('dora_ict_service', service.type),
      c0050: eba('dora_substitutability', service.substitutability),
      c0060: isHard ? eba('dora_not_substitutable', service.obstacle) : null,
      c0070: service.lastAuditOn,
      c0080: yesNo(service.hasExitPlan),
      c0090: eba('dora_reintegration', service.reintegration),
      c0100: eba('dora_impact', service.impact),
      c0110: eba('dora_assessed', service.alternatives),
      c0120: service.alternativeProviders,
    };
    const needs = isHard ? ['c0060'] : [];
    return [
      { about: aboutVendor(vendor), cells, needs, homes: { ...homes, service: serviceHome(agreement, nth) } },
    ];
  });
}
