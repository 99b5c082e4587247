import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Change } from '../../platform/ledger/register.js';
import { asListed, listDifference, type ListDifference } from './domain/published-difference.js';
import type { LeftOut, PublishedEntry, Reading } from './domain/published-list.js';
import type { ListMapping } from './domain/published-table.js';
import { ended } from './domain/subprocessor-announcement.js';
import { newSubprocessor, statusOn } from './domain/subprocessor.js';
import { refuse } from './domain/vendor-errors.js';
import { foldedName } from './domain/vendor-names.js';
import { subprocessorChanged } from './events.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import { SubprocessorsRepository } from './persistence/subprocessors.repository.js';
import { readPublished, type ListFormat } from './published-file.js';
import { mostOfVendor } from './subprocessor-rules.js';
import { VendorsService } from './vendors.service.js';

export type ListOrder = Readonly<{
  dryRun: boolean;
  /** The list names only some: who is missing in it stays. */
  partial: boolean;
  listedOn: LocalDate | null;
  source: string | null;
  format?: ListFormat;
  mapping: ListMapping;
}>;

export type ListReport = Readonly<{
  dryRun: boolean;
  format: ListFormat;
  listedOn: LocalDate;
  entries: number;
  difference: ListDifference;
  /** What became of those that are new, by line; nothing in a dry run. */
  ids: ReadonlyMap<number, string>;
  readings: readonly Reading[];
  leftOut: readonly LeftOut[];
}>;

type Place = Readonly<{ vendorId: string; listedOn: LocalDate; source: string; fileName: string }>;

/** The list that a vendor publishes of its sub-processors, against what we know. */
@Injectable()
export class SubprocessorImportService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: SubprocessorsRepository,
  ) {}

  /** The same file again changes nothing. */
  async take(vendorId: string, upload: Upload, order: ListOrder): Promise<ListReport> {
    const today = this.clock.today();
    const { dryRun, partial } = order;
    const listedOn = order.listedOn ?? today;
    if (listedOn > today)
      throw invalidFields([{ pointer: '/listedOn', code: 'in_future', message: 'must not lie ahead' }]);
    await this.vendors.get(vendorId);
    const { format, list } = await readPublished(upload, { ...order, today });
    const fileName = upload.originalName.slice(0, 200);
    const source = order.source ?? `Published list (${fileName})`;
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, vendorId);
      const live = await this.repository.lockLive(tx, vendorId);
      const difference = listDifference(list, live, { listedOn, partial });
      const place = { vendorId, listedOn, source, fileName };
      const ids = dryRun ? new Map<number, string>() : await this.write(tx, difference, live.length, place);
      return {
        ...{ dryRun, format, listedOn, entries: list.entries.length, difference, ids },
        ...{ readings: [...list.readings, ...difference.readings], leftOut: list.leftOut },
      };
    });
  }

  private async write(
    tx: Tx,
    { added, removed, changed }: ListDifference<SubprocessorEntity>,
    known: number,
    place: Place,
  ): Promise<Map<number, string>> {
    if (known + added.length - removed.length > mostOfVendor)
      refuse('subprocessor.too_many', `The vendor would have more than ${mostOfVendor} sub-processors.`);
    const today = this.clock.today();
    const { listedOn: from, source } = place;
    const over = removed.map((before) => {
      const after = ended(before, { from, today, replacedById: null });
      return this.saving(before, after, place, null);
    });
    const other = changed.map((change) => {
      const after = { ...asListed(change, source), upcoming: null };
      return this.saving(change.row, after, place, change.entry.line);
    });
    const made = added.map((entry) => this.saving(null, this.made(entry, place), place, entry.line));
    await this.repository.register.recordAll(tx, [...over, ...other, ...made]);
    return new Map(added.map(({ line }, at) => [line, made[at]?.after.id ?? '']));
  }

  private made(entry: PublishedEntry, { vendorId, listedOn, source }: Place): SubprocessorEntity {
    const now = this.clock.now();
    const { name, website, purpose, countries } = entry;
    const days = { validFrom: listedOn, validTo: null, status: null, replacedById: null };
    return {
      ...newSubprocessor(uuidv7(now), vendorId, now),
      ...{ name, foldedName: foldedName(name), website, purpose, countries: [...(countries ?? [])], source },
      ...{ linkedVendorId: null, dataCategories: [], role: 'SUB_PROCESSOR', transferTool: null },
      ...{ validFrom: listedOn, validTo: null, status: statusOn(days, this.clock.today()) },
    };
  }

  private saving(
    before: SubprocessorEntity | null,
    after: SubprocessorEntity,
    { fileName }: Place,
    line: number | null,
  ): Change<SubprocessorEntity> {
    const where = line === null ? 'not in it' : `line ${line}`;
    return { before, after, action: subprocessorChanged, reason: `Import of ${fileName}, ${where}` };
  }
}
