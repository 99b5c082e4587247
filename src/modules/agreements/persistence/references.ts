import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../../shared/domain-error.js';
import { Database } from '../../../platform/database/database.js';

const tables = {
  agreement: 'agreement',
  data_flow: 'data_flow',
  evidence: 'evidence',
  legal_entity: 'legal_entity',
  person: 'app_user',
  vendor: 'vendor',
} as const;

/** A field of a body that names something else; null names nothing. */
export type Reference = Readonly<{ pointer: string; to: keyof typeof tables; id: string | null }>;

/** Finds every reference that leads nowhere, so that they are reported together and not one by one. */
@Injectable()
export class References {
  constructor(private readonly db: Database) {}

  async problems(references: readonly Reference[]): Promise<FieldError[]> {
    const given = references.filter(({ id }) => id !== null);
    const known = new Set<string>();
    for (const to of new Set(given.map((reference) => reference.to))) {
      const ids = given.filter((reference) => reference.to === to).map(({ id }) => id);
      const rows = await this.db.query<{ id: string }>(
        `SELECT id FROM ${tables[to]} WHERE id = ANY($1::uuid[])`,
        [ids],
      );
      rows.forEach(({ id }) => known.add(`${to} ${id}`));
    }
    return given
      .filter(({ to, id }) => !known.has(`${to} ${String(id)}`))
      .map(({ pointer, to }) => ({
        pointer,
        code: 'not_found',
        message: `there is no ${to.replace('_', ' ')} with this id`,
      }));
  }
}
