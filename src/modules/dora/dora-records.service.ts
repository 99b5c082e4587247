import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { refuse as refuseRequest } from '../../platform/errors/request-errors.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Register } from '../../platform/ledger/register.js';
import type { Registered } from '../../platform/ledger/registered.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { refuse } from './domain/dora-errors.js';
import {
  arrangementProblems,
  entityProblems,
  functionProblems,
  providerProblems,
} from './domain/record-problems.js';
import type { FinancialEntity, IctArrangement, IctFunction, IctProvider } from './domain/records.js';
import { DoraRepository, type Owner } from './persistence/dora.repository.js';
import { NamedReader } from './persistence/named.reader.js';

type Said<Row> = Omit<Row, 'id' | 'revision' | 'updatedAt'>;
type Kept = Registered & Readonly<{ updatedAt: Date }>;
type Put<Row extends Kept> = Readonly<{
  register: Register<Row>;
  owner: Owner;
  said: Said<Row>;
  expected: Expected | null;
  find: () => Promise<Row | null>;
  problems: () => Promise<FieldError[]>;
}>;

/** What the register of information needs and nobody else does, kept by the company, vendor or agreement it is about. */
@Injectable()
export class DoraRecordsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly records: DoraRepository,
    private readonly named: NamedReader,
  ) {}

  async entity(legalEntityId: string, at?: Date): Promise<FinancialEntity> {
    return this.known(this.records.entities, await this.records.entities.find({ legalEntityId }), at);
  }

  async provider(vendorId: string, at?: Date): Promise<IctProvider> {
    return this.known(this.records.providers, await this.records.providers.find({ vendorId }), at);
  }

  async arrangement(agreementId: string, at?: Date): Promise<IctArrangement> {
    return this.known(this.records.arrangements, await this.records.arrangements.find({ agreementId }), at);
  }

  async function(legalEntityId: string, identifier: string, at?: Date): Promise<IctFunction> {
    const found = await this.records.functions.find({ legalEntityId, identifier });
    return this.known(this.records.functions, found, at);
  }

  functions(legalEntityId: string, request: PageRequest): Promise<Page<IctFunction>> {
    return this.records.functionsOf(legalEntityId, request);
  }

  setEntity(said: Said<FinancialEntity>, expected: Expected | null): Promise<FinancialEntity> {
    const { legalEntityId, parentId } = said;
    return this.put({
      ...{ register: this.records.entities, owner: { kind: 'company', id: legalEntityId }, said, expected },
      find: () => this.records.entities.find({ legalEntityId }),
      problems: async () => {
        const keeper = await this.records.entities.find({ maintainsRegister: true });
        const known = { ...(await this.named.companies(parentId)), keeperId: keeper?.legalEntityId ?? null };
        return entityProblems(said, known);
      },
    });
  }

  setFunction(said: Said<IctFunction>, expected: Expected | null): Promise<IctFunction> {
    const { legalEntityId, identifier } = said;
    return this.put({
      ...{ register: this.records.functions, owner: { kind: 'company', id: legalEntityId }, said, expected },
      find: () => this.records.functions.find({ legalEntityId, identifier }),
      problems: () => Promise.resolve(functionProblems(said)),
    });
  }

  setProvider(said: Said<IctProvider>, expected: Expected | null): Promise<IctProvider> {
    const { vendorId, ultimateParentId } = said;
    return this.put({
      ...{ register: this.records.providers, owner: { kind: 'vendor', id: vendorId }, said, expected },
      find: () => this.records.providers.find({ vendorId }),
      problems: async () => providerProblems(said, await this.named.vendors(ultimateParentId)),
    });
  }

  setArrangement(said: Said<IctArrangement>, expected: Expected | null): Promise<IctArrangement> {
    const { agreementId } = said;
    return this.put({
      ...{
        register: this.records.arrangements,
        owner: { kind: 'agreement', id: agreementId },
        said,
        expected,
      },
      find: () => this.records.arrangements.find({ agreementId }),
      problems: async () => arrangementProblems(said, await this.named.inArrangement(said)),
    });
  }

  /** The first one takes no If-Match, every later one does; refused, nothing is written. */
  private put<Row extends Kept>({ register, owner, said, expected, find, problems }: Put<Row>): Promise<Row> {
    return this.db.run(async (tx) => {
      await this.lockOwner(tx, owner);
      const existing = await find();
      if (!existing && expected !== null)
        refuseRequest('request.stale', 'There is nothing to replace; leave If-Match out.');
      const before = existing && (await register.lock(tx, existing.id, expected ?? ifMatchRequired()));
      const errors = await problems();
      if (errors.length > 0) refuse('dora.bad_record', 'Nothing was recorded.', { errors });
      const now = this.clock.now();
      const after = {
        ...(before ?? { id: uuidv7(now), revision: 0 }),
        ...said,
        updatedAt: now,
      } as unknown as Row;
      const action = `${register.type}.${before ? 'changed' : 'recorded'}`;
      return register.record(tx, { before, after, action });
    });
  }

  private async lockOwner(tx: Tx, owner: Owner): Promise<void> {
    if (!(await this.records.lockOwner(tx, owner)))
      refuse('dora.no_owner', `There is no ${owner.kind} ${owner.id}.`);
  }

  private async known<Row extends Kept>(register: Register<Row>, found: Row | null, at?: Date): Promise<Row> {
    if (!found) return refuse('dora.not_found', 'Nothing was recorded yet.');
    return at ? register.at(found.id, at) : found;
  }
}
