import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Change } from '../../platform/ledger/register.js';
import { newSubprocessor, type SubprocessorContent } from './domain/subprocessor.js';
import {
  announcement,
  ended,
  type AnnouncedChange,
  type RegisterStep,
} from './domain/subprocessor-announcement.js';
import { subprocessorChanged } from './events.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import { SubprocessorsRepository } from './persistence/subprocessors.repository.js';
import { SubprocessorRules } from './subprocessor-rules.js';
import { VendorsService } from './vendors.service.js';

/** What a line of a notice came to: whom it is about, what it was and what it is to be. */
export type Announced = Readonly<{
  subprocessorId: string;
  before: SubprocessorContent | null;
  after: SubprocessorContent;
}>;

type Order = Readonly<{ changes: readonly AnnouncedChange[]; from: LocalDate; source: string }>;
type Place = Readonly<{ vendorId: string; at: string; from: LocalDate }>;

/** What a vendor announces goes into the register beforehand, and becomes true on its day. */
@Injectable()
export class SubprocessorAnnouncements {
  constructor(
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: SubprocessorsRepository,
    private readonly rules: SubprocessorRules,
  ) {}

  /** In the order of the lines. Names everything that does not fit before anything is written. */
  async announce(tx: Tx, vendorId: string, { changes, from, source }: Order): Promise<Announced[]> {
    if (changes.some(({ linkedVendorId }) => linkedVendorId !== null)) await this.repository.holdTree(tx);
    await this.vendors.lockPresent(tx, vendorId);
    const live = await this.repository.lockLive(tx, vendorId);
    const { steps, problems } = announcement(changes, live, { from, source, today: this.clock.today() });
    if (problems.length > 0) throw invalidFields(problems);
    const announced: Announced[] = [];
    for (const [at, step] of steps.entries())
      announced.push(await this.take(tx, step, { vendorId, at: `/changes/${at}`, from }));
    return announced;
  }

  private async take(tx: Tx, step: RegisterStep<SubprocessorEntity>, place: Place): Promise<Announced> {
    switch (step.kind) {
      case 'made':
        return this.make(tx, step, place);
      case 'kept':
        await this.record(tx, [step]);
        await this.retire(tx, step.replaces, step.before.id, place.from);
        return { subprocessorId: step.before.id, before: null, after: contentOf(step.content) };
      case 'changed':
        await this.record(tx, [step]);
        return {
          subprocessorId: step.before.id,
          before: contentOf(step.before),
          after: contentOf(step.content),
        };
      case 'ended':
        await this.record(tx, [step]);
        return {
          subprocessorId: step.before.id,
          before: contentOf(step.before),
          after: { countries: [], dataCategories: [] },
        };
    }
  }

  private async make(
    tx: Tx,
    { fields, replaces }: Extract<RegisterStep<SubprocessorEntity>, { kind: 'made' }>,
    { vendorId, at, from }: Place,
  ): Promise<Announced> {
    const now = this.clock.now();
    const given = { ...fields, ...newSubprocessor(uuidv7(now), vendorId, now) };
    const after = await this.rules.sound(tx, { before: null, given, said: null, at });
    await this.record(tx, [{ before: null, after }]);
    await this.retire(tx, replaces, after.id, from);
    return { subprocessorId: after.id, before: null, after: contentOf(after) };
  }

  private async retire(
    tx: Tx,
    before: SubprocessorEntity | null,
    replacedById: string,
    from: LocalDate,
  ): Promise<void> {
    if (before === null) return;
    const after = ended(before, { from, replacedById, today: this.clock.today() });
    await this.record(tx, [{ before, after }]);
  }

  private async record(
    tx: Tx,
    changes: readonly Pick<Change<SubprocessorEntity>, 'before' | 'after'>[],
  ): Promise<void> {
    const action = subprocessorChanged;
    const reason = 'announced by the vendor';
    await this.repository.register.recordAll(
      tx,
      changes.map((change) => ({ ...change, action, reason })),
    );
  }
}

const contentOf = ({ countries, dataCategories }: SubprocessorContent): SubprocessorContent => ({
  countries: [...countries],
  dataCategories: [...dataCategories],
});
