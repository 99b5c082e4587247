import {
  basisOfTcf,
  dataCategoryOfTcf,
  purposesOfTcf,
  specialPurposesOfTcf,
  type DataCategory,
  type LawfulBasis,
  type Purpose,
} from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { retentionOf, type Declaration } from './declaration.js';
import type { Definitions } from './vendor-list.js';

/** One purpose of one vendor with its basis, data and retention, in the terms of the list and in ours. */
export type DeclaredFlow = Readonly<{
  kind: 'purpose' | 'special_purpose';
  number: number;
  name: string | null;
  purposes: readonly Purpose[];
  lawfulBasis: LawfulBasis;
  flexible: boolean;
  dataCategories:
    | readonly Readonly<{
        number: number;
        name: string | null;
        code: DataCategory | null;
        since: LocalDate | null;
      }>[]
    | null;
  retentionDays: number | null;
  since: LocalDate | null;
}>;

/** Special purposes rest on legitimate interest: the framework leaves no choice there. */
export function declaredFlows(declaration: Declaration, definitions: Definitions | null): DeclaredFlow[] {
  const { uses, specialPurposes, retention } = declaration;
  const dataCategories = categoriesOf(declaration, definitions);
  return [
    ...uses.map(({ purpose, basis, flexible, since }): DeclaredFlow => ({
      ...{ kind: 'purpose', number: purpose, name: definitions?.purposes[String(purpose)] ?? null },
      ...{ purposes: purposesOfTcf(purpose), lawfulBasis: basisOfTcf[basis], flexible, dataCategories },
      ...{ retentionDays: retentionOf(declaration, purpose), since },
    })),
    ...specialPurposes.map((number): DeclaredFlow => ({
      ...{ kind: 'special_purpose', number, name: definitions?.specialPurposes[String(number)] ?? null },
      purposes: specialPurposesOfTcf(number),
      ...{ lawfulBasis: basisOfTcf.legitimate_interest, flexible: false, dataCategories, since: null },
      retentionDays: retention.specialPurposes[String(number)] ?? retention.standardDays,
    })),
  ];
}

function categoriesOf({ dataCategories }: Declaration, definitions: Definitions | null) {
  if (dataCategories === null) return null;
  return dataCategories.map(({ category, since }) => ({
    ...{ number: category, name: definitions?.dataCategories[String(category)] ?? null },
    ...{ code: dataCategoryOfTcf(category), since },
  }));
}
