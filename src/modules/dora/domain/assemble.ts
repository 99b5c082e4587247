import type { LocalDate } from '../../../shared/local-date.js';
import { arrangementRows } from './arrangement-rows.js';
import { aboutCompany, aboutVendor, FilingBook } from './book.js';
import { chainRows } from './chain-rows.js';
import { entityRows } from './entity-rows.js';
import { isReported, type FilingFacts } from './facts.js';
import type { Filing, Gap } from './filing.js';
import { gapsIn } from './rules.js';

/** Whose register it is: names the package and its parameters. */
export type Head = Readonly<{ lei: string; country: string; scope: 'IND' | 'CON'; currency: string }>;
export type Assembled = Readonly<{ filing: Filing; gaps: readonly Gap[]; head: Head | null }>;

/** The register of information as of a day, with everything that keeps it from being filed. */
export function assemble(facts: FilingFacts, on: LocalDate): Assembled {
  const book = new FilingBook(facts, on);
  const { gaps: chainGaps, ...chain } = chainRows(book);
  const filing: Filing = {
    ...entityRows(book),
    ...arrangementRows(book),
    ...chain,
    // Neither branches nor providers inside the group are kept here.
    ...{ 'B_01.03': [], 'B_02.03': [], 'B_03.03': [] },
  };
  const gaps = [...gapsIn(filing, on), ...chainGaps, ...undefinedLevels(book), ...undecided(facts, on)];
  return { filing, gaps: distinct(gaps), head: headOf(book) };
}

function headOf({ keeper, entities }: FilingBook): Head | null {
  if (!keeper || keeper.lei === null) return null;
  const scope = entities.length > 1 ? 'CON' : 'IND';
  return { lei: keeper.lei, country: keeper.country, scope, currency: keeper.financial?.currency ?? 'EUR' };
}

function undefinedLevels({ keeper }: FilingBook): Gap[] {
  if (!keeper || keeper.financial?.definitions) return [];
  return [
    {
      ...{ code: 'missing', severity: 'warning', template: 'B_99.01', column: null },
      ...{
        about: aboutCompany(keeper),
        resource: `/legal-entities/${keeper.id}/dora`,
        pointer: '/definitions',
      },
      message: 'nobody said how the levels are read; B_99.01 is left out',
    },
  ];
}

/** Agreements of which nobody said whether they are for ICT services. */
function undecided(facts: FilingFacts, on: LocalDate): Gap[] {
  const vendors = new Map(facts.vendors.map((vendor) => [vendor.id, vendor]));
  return facts.agreements
    .filter((agreement) => agreement.arrangement === null && isReported(agreement, on))
    .flatMap(({ id, reference, vendorId }) => {
      const vendor = vendors.get(vendorId);
      return vendor ? [{ id, reference, about: aboutVendor(vendor) }] : [];
    })
    .map(({ id, reference, about }) => ({
      ...{ code: 'undecided', severity: 'warning', template: 'B_02.01', column: null, about },
      ...{ resource: `/agreements/${id}/dora`, pointer: '' },
      message: `nobody said whether ${reference} is for ICT services; it is left out`,
    }));
}

/** One fact that several rows lack is told once. */
function distinct(gaps: readonly Gap[]): Gap[] {
  const keyOf = ({ code, resource, pointer, message }: Gap) =>
    JSON.stringify([code, resource, pointer, message]);
  return [...new Map(gaps.toReversed().map((gap) => [keyOf(gap), gap])).values()].toReversed();
}
