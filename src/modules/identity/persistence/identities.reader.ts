import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';

type Row = Readonly<{ personId: string; ids: string[]; unit: string | null }>;

@Injectable()
export class IdentitiesReader {
  constructor(private readonly db: Database) {}

  /** One row for each of these accounts that exists. */
  of(personIds: readonly string[]): Promise<Row[]> {
    return this.db.query<Row>(
      `WITH account AS (
         SELECT p.id AS person_id, a.id FROM app_user p
           JOIN app_user a ON a.id = p.id OR lower(a.email) = lower(p.email)
          WHERE p.id = ANY($1::uuid[])),
       identity AS (
         SELECT person_id, id FROM account
         UNION SELECT account.person_id, k.id FROM account JOIN api_key k ON k.created_by = account.id)
       SELECT i.person_id AS "personId", array_agg(i.id) AS ids, p.unit
         FROM identity i JOIN app_user p ON p.id = i.person_id GROUP BY i.person_id, p.unit`,
      [personIds],
    );
  }
}
