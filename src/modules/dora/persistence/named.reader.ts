import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Known } from '../domain/record-problems.js';
import type { IctArrangement } from '../domain/records.js';

type Named = Pick<IctArrangement, 'agreementId' | 'userIds' | 'services'>;

/** Which of the records that another one names are there. */
@Injectable()
export class NamedReader {
  constructor(private readonly db: Database) {}

  companies(...ids: readonly (string | null)[]): Promise<Known> {
    return this.known('SELECT id FROM legal_entity WHERE id = ANY($1)', [ids]);
  }

  vendors(...ids: readonly (string | null)[]): Promise<Known> {
    return this.known('SELECT id FROM vendor WHERE id = ANY($1)', [ids]);
  }

  /** Functions of companies that use it: of the one that signed, unless told. */
  async inArrangement({ agreementId, userIds, services }: Named) {
    const functionIds = services.flatMap((service) => service.functionIds);
    const subprocessorIds = services.flatMap((service) => service.subprocessorIds ?? []);
    return {
      companies: await this.companies(...userIds),
      functions: await this.known(
        `SELECT f.id FROM ict_function f JOIN agreement a ON a.id = $2
          WHERE f.id = ANY($1) AND f.legal_entity_id = ANY(
            CASE WHEN cardinality($3::uuid[]) > 0 THEN $3::uuid[] ELSE ARRAY[a.legal_entity_id] END)`,
        [functionIds, agreementId, userIds],
      ),
      subprocessors: await this.known(
        `SELECT s.id FROM subprocessor s JOIN agreement a ON a.id = $2 AND a.vendor_id = s.vendor_id
          WHERE s.id = ANY($1) AND NOT s.removed`,
        [subprocessorIds, agreementId],
      ),
    };
  }

  private async known(sql: string, values: readonly unknown[]): Promise<Known> {
    const rows = await this.db.query<{ id: string }>(sql, values);
    return { ids: new Set(rows.map(({ id }) => id)) };
  }
}
