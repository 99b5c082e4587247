import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { PastTables, type Knowledge } from '../../../platform/ledger/past-tables.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type {
  AgreementFacts,
  CompanyFacts,
  FilingFacts,
  PlaceFacts,
  SubprocessorFacts,
  VendorFacts,
} from '../domain/facts.js';
import type { IctFunction } from '../domain/records.js';

type Told<Row> = Readonly<{ told: Row }>;

/** Members in the words of the domain, as JSON makes them: days stay text. */
const objectOf = (alias: string, ...names: string[]) => {
  const columns = names.map(
    (name) => `'${name}', ${alias}.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
  );
  return `jsonb_build_object(${columns.join(', ')})`;
};
const orNull = (alias: string, object: string) =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE ${object} END`;

const financial = objectOf(
  ...([
    'f',
    'id',
    'revision',
    'legalEntityId',
    'entityType',
    'hierarchy',
    'parentId',
    'maintainsRegister',
  ] as const),
  ...[
    'competentAuthority',
    'integratedOn',
    'removedOn',
    'currency',
    'totalAssets',
    'definitions',
    'updatedAt',
  ],
);
const provider = objectOf(
  ...(['p', 'id', 'revision', 'vendorId', 'personType', 'codeType', 'code', 'latinName'] as const),
  ...['ultimateParentId', 'currency', 'annualCost', 'updatedAt'],
);
const arrangement = objectOf(
  ...(['i', 'id', 'revision', 'agreementId', 'currency', 'annualCost', 'terminationReason'] as const),
  ...['providerNoticeDays', 'governingCountry', 'userIds', 'services', 'updatedAt'],
);

const companies = `SELECT ${objectOf('e', 'id', 'name', 'country', 'lei')}
    || jsonb_build_object('financial', ${orNull('f', financial)}) AS told
  FROM legal_entity e LEFT JOIN financial_entity f ON f.legal_entity_id = e.id ORDER BY e.id`;
const vendors = `SELECT ${objectOf('v', 'id', 'name', 'legalName', 'country', 'lei')}
    || jsonb_build_object('provider', ${orNull('p', provider)}) AS told
  FROM vendor v LEFT JOIN ict_provider p ON p.vendor_id = v.id ORDER BY v.id`;
const agreements = `SELECT ${objectOf(
  ...(['a', 'id', 'reference', 'vendorId', 'legalEntityId', 'parentId', 'status', 'effectiveFrom'] as const),
  ...['effectiveTo', 'autoRenewal', 'endedOn', 'noticePeriodDays'],
)} || jsonb_build_object('arrangement', ${orNull('i', arrangement)}) AS told
  FROM agreement a LEFT JOIN ict_arrangement i ON i.agreement_id = a.id ORDER BY a.reference`;
const functions = `SELECT ${objectOf(
  ...([
    'f',
    'id',
    'revision',
    'legalEntityId',
    'identifier',
    'name',
    'licensedActivity',
    'criticality',
  ] as const),
  ...[
    'criticalityReasons',
    'assessedOn',
    'recoveryTimeHours',
    'recoveryPointHours',
    'impact',
    'endedOn',
    'updatedAt',
  ],
)} AS told FROM ict_function f ORDER BY f.legal_entity_id, f.identifier`;
const subprocessorsOn = (
  on: LocalDate,
) => `SELECT ${objectOf('s', 'id', 'name', 'vendorId', 'linkedVendorId')} AS told
  FROM subprocessor s WHERE NOT s.removed AND s.status = 'ACTIVE'
   AND coalesce(s.valid_from, '${on}') <= '${on}' AND coalesce(s.valid_to, '${on}') >= '${on}' ORDER BY s.id`;
const places = `SELECT jsonb_build_object('agreementId', d.agreement_id, 'kind', place ->> 'kind',
    'country', place ->> 'country') AS told
  FROM data_flow d, jsonb_array_elements(d.locations) place
  WHERE d.status IN ('approved', 'approved_with_conditions', 'active', 'suspended', 'stale') ORDER BY d.id`;

/** All that the register of information is made from, as the ledger had it by one moment: the same for ever. */
@Injectable()
export class FilingFactsReader {
  constructor(
    private readonly db: Database,
    private readonly past: PastTables,
  ) {}

  async factsOf(on: LocalDate, known: Knowledge): Promise<FilingFacts> {
    const found = await this.read<CompanyFacts>(companies, known);
    return {
      companies: found.map((company) => ({
        ...company,
        financial: company.financial && dated(company.financial),
      })),
      functions: await this.read<IctFunction>(functions, known),
      vendors: await this.read<VendorFacts>(vendors, known),
      agreements: await this.read<AgreementFacts>(agreements, known),
      subprocessors: await this.read<SubprocessorFacts>(subprocessorsOn(on), known),
      places: await this.read<PlaceFacts>(places, known),
    };
  }

  private async read<Row>(sql: string, known: Knowledge): Promise<Row[]> {
    const rows = await this.db.query<Told<Row>>(this.past.statement(sql, known));
    return rows.map(({ told }) => told);
  }
}

const dated = <Kept extends Readonly<{ updatedAt: Date }>>(kept: Kept): Kept => ({
  ...kept,
  updatedAt: new Date(kept.updatedAt),
});
