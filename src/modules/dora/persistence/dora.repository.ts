import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Page } from '../../../shared/page.js';
import type { FinancialEntity, IctArrangement, IctFunction, IctProvider } from '../domain/records.js';
import {
  FinancialEntityEntity,
  IctArrangementEntity,
  IctFunctionEntity,
  IctProviderEntity,
} from './dora.entity.js';

/** Whose record it is: whoever writes it first holds this row. */
export const owners = { company: 'legal_entity', vendor: 'vendor', agreement: 'agreement' } as const;
export type Owner = Readonly<{ kind: keyof typeof owners; id: string }>;

const shown = `f.id, f.revision, f.legal_entity_id AS "legalEntityId", f.identifier, f.name,
  f.licensed_activity AS "licensedActivity", f.criticality, f.criticality_reasons AS "criticalityReasons",
  f.assessed_on AS "assessedOn", f.recovery_time_hours AS "recoveryTimeHours",
  f.recovery_point_hours AS "recoveryPointHours", f.impact, f.ended_on AS "endedOn", f.updated_at AS "updatedAt"`;

@Injectable()
export class DoraRepository {
  readonly entities: Register<FinancialEntity>;
  readonly functions: Register<IctFunction>;
  readonly providers: Register<IctProvider>;
  readonly arrangements: Register<IctArrangement>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.entities = registers.open<FinancialEntity>({
      type: 'financial_entity',
      entity: FinancialEntityEntity,
    });
    this.functions = registers.open<IctFunction>({ type: 'ict_function', entity: IctFunctionEntity });
    this.providers = registers.open<IctProvider>({ type: 'ict_provider', entity: IctProviderEntity });
    this.arrangements = registers.open<IctArrangement>({
      type: 'ict_arrangement',
      entity: IctArrangementEntity,
    });
  }

  functionsOf(legalEntityId: string, request: PageRequest): Promise<Page<IctFunction>> {
    return this.lists.page<IctFunction>(
      {
        ...{ select: shown, from: 'ict_function f', id: 'f.id' },
        where: when(legalEntityId, 'f.legal_entity_id = $?'),
        sorts: { identifier: { by: 'f.identifier', type: 'text' } },
      },
      request,
    );
  }

  /** So that of two who write the first record one waits and finds it. */
  async lockOwner(tx: Tx, { kind, id }: Owner): Promise<boolean> {
    const found: unknown = await tx.query(`SELECT id FROM ${owners[kind]} WHERE id = $1 FOR NO KEY UPDATE`, [
      id,
    ]);
    return Array.isArray(found) && found.length > 0;
  }
}
