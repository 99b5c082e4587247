import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import { DoraFilings } from '../dora/index.js';
import type { BundleFormat, ExportOrder } from './domain/export.js';
import { refuse } from './domain/export-errors.js';
import type { ExportedRegister } from './domain/register.js';
import { OnRecord } from './on-record.js';
import { doraRegister } from './persistence/dora.register.js';
import { exportedRegisters } from './persistence/registers.js';

/** Whether an export can be made as it was asked for, before anything of it is begun. */
@Injectable()
export class OrderCheck {
  constructor(
    private readonly clock: Clock,
    private readonly onRecord: OnRecord,
    private readonly filings: DoraFilings,
  ) {}

  async assertSound(order: ExportOrder, knownAt: Date | null, by: Principal): Promise<void> {
    const register = this.onRecord.registerFor(order.register, by);
    if (order.wholeLedger) this.onRecord.registerFor('ledger', by);
    await this.onRecord.assertCovers({
      ...(order.asOf !== null && { asOf: order.asOf }),
      ...(knownAt !== null && { knownAt }),
    });
    const errors = [
      ...formatProblems(order, register),
      ...filingProblems(order),
      ...columnProblems(order, register),
    ];
    if (errors.length > 0)
      refuse('export.bad_order', `The register ${register.name} cannot be given like that.`, {
        errors,
        columns: register.columns.map(({ name }) => name),
      });
    if (order.format === 'xbrl-csv' && order.asOf !== null)
      await this.filings.assertReady(order.asOf, { knownAt: knownAt ?? this.clock.now() });
  }
}

/** Which registers there are words for. */
const told: Partial<Record<BundleFormat, (register: ExportedRegister) => boolean>> = {
  jsonld: ({ linked }) => linked !== undefined,
  oscal: ({ assessed }) => assessed !== undefined,
  'xbrl-csv': ({ name }) => name === doraRegister.name,
};

function formatProblems({ format }: ExportOrder, register: ExportedRegister): FieldError[] {
  const isTold = told[format];
  if (!isTold || isTold(register)) return [];
  const names = exportedRegisters.filter(isTold).map(({ name }) => name);
  const message = `${register.name} is not given as ${format}; ${names.join(', ')} are`;
  return [{ pointer: '/format', code: 'not_of_register', message }];
}

/** A filing is of a day, and whole. */
function filingProblems({ format, asOf, filters, sample }: ExportOrder): FieldError[] {
  if (format !== 'xbrl-csv') return [];
  const whole = { code: 'whole_only', message: 'a filing has every row; leave it out' };
  return [
    ...(asOf === null
      ? [{ pointer: '/asOf', code: 'missing', message: 'must be the reference date of the filing' }]
      : []),
    ...(filters.length > 0 ? [{ pointer: '/filters', ...whole }] : []),
    ...(sample ? [{ pointer: '/sample', ...whole }] : []),
  ];
}

function columnProblems({ filters, sample }: ExportOrder, { columns }: ExportedRegister): FieldError[] {
  const isColumn = (name: string) => columns.some((column) => column.name === name);
  const named = [
    ...filters.map(({ column }, nth) => ({ column, pointer: `/filters/${nth}/column` })),
    ...(sample?.strata ?? []).map((column, nth) => ({ column, pointer: `/sample/strata/${nth}` })),
  ];
  return named
    .filter(({ column }) => !isColumn(column))
    .map(({ column, pointer }) => ({
      ...{ pointer, code: 'unknown_column' },
      message: `${column} is no column of the register; columns names those that there are`,
    }));
}
