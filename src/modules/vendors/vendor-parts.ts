import { DomainError } from '../../shared/domain-error.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import type { Register } from '../../platform/ledger/register.js';
import type { Registered } from '../../platform/ledger/registered.js';
import { refusal } from './domain/vendor-errors.js';
import type { VendorsService } from './vendors.service.js';

/** What belongs to one vendor. A removed part keeps its record and leaves the lists. */
export type Part = Registered & Readonly<{ vendorId: string; removed: boolean }>;

type RemovedCode =
  | 'vendor_contact.removed'
  | 'certification.removed'
  | 'vendor_service.removed'
  | 'subprocessor.removed'
  | 'dpf_entry.removed';

/** How a part is written: under the lock of its vendor, so that nothing is added to one that is gone. */
export class VendorParts<Row extends Part> {
  constructor(
    private readonly db: Database,
    private readonly vendors: VendorsService,
    readonly register: Register<Row>,
    private readonly removedCode: RemovedCode,
  ) {}

  async get(vendorId: string, id: string, at?: Date): Promise<Row> {
    const row = at ? await this.register.at(id, at) : await this.register.get(id);
    return this.within(vendorId, row);
  }

  add(vendorId: string, action: string, make: (tx: Tx) => Promise<Row>): Promise<Row> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, vendorId);
      return this.register.record(tx, { before: null, after: await make(tx), action });
    });
  }

  change(
    place: Readonly<{ vendorId: string; id: string; expected: Expected }>,
    action: string,
    decide: (before: Row, tx: Tx) => Promise<Row>,
  ): Promise<Row> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, place.vendorId);
      const before = await this.lockKept(tx, place);
      return this.register.record(tx, { before, after: await decide(before, tx), action });
    });
  }

  /** Also from a vendor that is offboarded: a contact person may ask for it at any time. */
  async remove(
    place: Readonly<{ vendorId: string; id: string; expected: Expected }>,
    action: string,
    without: (before: Row, tx: Tx) => Row | Promise<Row>,
  ): Promise<void> {
    await this.db.run(async (tx) => {
      const before = await this.lockKept(tx, place);
      await this.register.record(tx, { before, after: await without(before, tx), action });
    });
  }

  private async lockKept(
    tx: Tx,
    { vendorId, id, expected }: Readonly<{ vendorId: string; id: string; expected: Expected }>,
  ): Promise<Row> {
    const row = this.within(vendorId, await this.register.lock(tx, id, expected));
    if (row.removed) throw refusal(this.removedCode, 'It was removed.');
    return row;
  }

  private within(vendorId: string, row: Row): Row {
    if (row.vendorId === vendorId) return row;
    const { type } = this.register;
    throw new DomainError(
      'not_found',
      `${type}.not_found`,
      `There is no ${type.replaceAll('_', ' ')} ${row.id} of vendor ${vendorId}`,
    );
  }
}
