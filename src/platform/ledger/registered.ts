import { applyDecorators } from '@nestjs/common';
import { Entity, ForeignKey } from 'typeorm';

/** What every registered row has: the database accepts a revision only together with its ledger entry. */
export type Registered = Readonly<{ id: string; revision: number }>;

/**
 * A table whose every revision has its entry in the ledger: a deferred foreign key from (id, revision) makes the
 * database refuse a change without one at COMMIT. The guard trigger of the migrations demands revision = old + 1 and
 * forbids DELETE; test/db proves both for each of these tables.
 */
export function RegisteredEntity(table: string): ClassDecorator {
  return applyDecorators(
    Entity(table),
    ForeignKey('LedgerEntryEntity', ['id', 'revision'], ['subjectId', 'revision'], {
      name: `${table}_recorded`,
      deferrable: 'INITIALLY DEFERRED',
      onDelete: 'NO ACTION',
      onUpdate: 'NO ACTION',
    }),
  );
}
