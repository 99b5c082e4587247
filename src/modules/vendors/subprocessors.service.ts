import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import {
  isLive,
  normalisedSubprocessor,
  statusOn,
  subprocessorProblems,
  type Subprocessor,
  type SubprocessorFields,
  type SubprocessorStatus,
} from './domain/subprocessor.js';
import { linkProblem, mostNodes, treeOf, type SubprocessorTree } from './domain/subprocessor-tree.js';
import { refuse } from './domain/vendor-errors.js';
import { foldedName } from './domain/vendor-names.js';
import { subprocessorChanged } from './events.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import {
  mostLinks,
  SubprocessorsRepository,
  type SubprocessorFilter,
} from './persistence/subprocessors.repository.js';
import { VendorParts } from './vendor-parts.js';
import { VendorsService } from './vendors.service.js';

const mostOfVendor = 500;

/** Whom a vendor lets process our data: its sub-processors, and through links to registered vendors theirs. */
@Injectable()
export class SubprocessorsService {
  private readonly parts: VendorParts<SubprocessorEntity>;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: SubprocessorsRepository,
  ) {
    this.parts = new VendorParts(db, vendors, repository.register, 'subprocessor.removed');
  }

  async page(
    vendorId: string,
    filter: SubprocessorFilter,
    request: PageRequest,
  ): Promise<Page<Subprocessor>> {
    await this.vendors.get(vendorId);
    return this.repository.page(vendorId, filter, request);
  }

  get(vendorId: string, id: string, at?: Date): Promise<Subprocessor> {
    return this.parts.get(vendorId, id, at);
  }

  /** As it is in use on the day, so many ranks deep. */
  async tree(vendorId: string, on: LocalDate, depth: number): Promise<SubprocessorTree> {
    await this.vendors.get(vendorId);
    return treeOf(vendorId, await this.repository.chain(vendorId, on, depth + 1, mostNodes + 1), depth);
  }

  add(vendorId: string, fields: SubprocessorFields): Promise<Subprocessor> {
    return this.linking(fields.linkedVendorId, () =>
      this.parts.add(vendorId, subprocessorChanged, async (tx) => {
        const now = this.clock.now();
        const made = { id: uuidv7(now), revision: 0, vendorId, removed: false, createdAt: now };
        return this.sound(tx, null, { ...fields, ...made }, fields.status);
      }),
    );
  }

  async change(
    vendorId: string,
    id: string,
    expected: Expected,
    fields: Partial<SubprocessorFields>,
  ): Promise<Subprocessor> {
    const { linkedVendorId } = { ...(await this.get(vendorId, id)), ...fields };
    return this.linking(linkedVendorId, () =>
      this.parts.change({ vendorId, id, expected }, subprocessorChanged, (before, tx) =>
        this.sound(tx, before, { ...before, ...fields }, fields.status ?? null),
      ),
    );
  }

  /** For what was recorded in error: one that the vendor no longer uses gets its last day instead. */
  remove(vendorId: string, id: string, expected: Expected): Promise<void> {
    return this.parts.remove({ vendorId, id, expected }, subprocessorChanged, (before) => ({
      ...before,
      removed: true,
    }));
  }

  /**
   * Two who link at once wait here for each other, so that together they close no ring: before either holds its vendor,
   * because storing the link asks for the other one's.
   */
  private linking<T>(linkedVendorId: string | null, work: () => Promise<T>): Promise<T> {
    return this.db.run(async (tx) => {
      if (linkedVendorId !== null) await this.repository.holdTree(tx);
      return work();
    });
  }

  /** The row as it may be stored; refuses with everything that is wrong. The vendor is locked. */
  private async sound(
    tx: Tx,
    before: SubprocessorEntity | null,
    given: Omit<Subprocessor, 'status'> & Readonly<{ status: SubprocessorStatus | null }>,
    said: SubprocessorStatus | null,
  ): Promise<SubprocessorEntity> {
    const today = this.clock.today();
    const problems = subprocessorProblems(given, said, today);
    const { linkedVendorId } = given;
    if (linkedVendorId !== null && (await this.vendors.namesOf([linkedVendorId])).size === 0)
      problems.push({
        pointer: '/linkedVendorId',
        code: 'not_found',
        message: 'there is no vendor with this id',
      });
    if (problems.length > 0) throw invalidFields(problems);
    const row = normalisedSubprocessor(given);
    const after: SubprocessorEntity = {
      ...row,
      countries: [...row.countries],
      dataCategories: [...row.dataCategories],
      foldedName: foldedName(row.name),
      status: statusOn(given, today),
    };
    await this.assertFree(before, after);
    await this.assertNoRing(tx, before, after);
    return after;
  }

  private async assertFree(before: SubprocessorEntity | null, after: SubprocessorEntity): Promise<void> {
    const was = before && isLive(before) ? before.foldedName : null;
    if (!isLive(after) || was === after.foldedName) return;
    const { vendorId, name } = after;
    if (await this.repository.isTaken(vendorId, after.foldedName))
      refuse('subprocessor.name_in_use', `The vendor has a sub-processor called ${name}.`, {
        errors: [{ pointer: '/name', code: 'in_use', message: 'give another name, or change that one' }],
      });
    if (was === null && (await this.repository.countLive(vendorId)) >= mostOfVendor)
      refuse('subprocessor.too_many', `The vendor has ${mostOfVendor} sub-processors.`);
  }

  private async assertNoRing(
    tx: Tx,
    before: SubprocessorEntity | null,
    after: SubprocessorEntity,
  ): Promise<void> {
    const { vendorId, linkedVendorId } = after;
    const was = before && isLive(before) ? before.linkedVendorId : null;
    if (linkedVendorId === null || !isLive(after) || was === linkedVendorId) return;
    await this.repository.holdTree(tx);
    const below = await this.repository.linksBelow(linkedVendorId);
    const above = await this.repository.linksAbove(vendorId);
    if (Math.max(below.length, above.length) >= mostLinks)
      refuse('subprocessor.too_deep', 'The tree has more links than can be followed.');
    const problem = linkProblem({ vendorId, linkedVendorId }, below, above);
    if (problem === null) return;
    const at = (code: string, message: string) => [{ pointer: '/linkedVendorId', code, message }];
    if ('ranks' in problem)
      return refuse('subprocessor.too_deep', `The chain would have ${problem.ranks} ranks.`, {
        errors: at('too_deep', 'leave the link out'),
      });
    const names = await this.vendors.namesOf(problem.cycle);
    const cycle = problem.cycle.map((id) => ({ vendorId: id, name: names.get(id) ?? '' }));
    return refuse('subprocessor.cycle', `A ring: ${cycle.map(({ name }) => name).join(' → ')}.`, {
      cycle,
      errors: at('cycle', 'the other vendor uses this one in the end'),
    });
  }
}
