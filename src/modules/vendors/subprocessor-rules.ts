import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import {
  isLive,
  normalisedSubprocessor,
  statusOn,
  subprocessorProblems,
  type Subprocessor,
  type SubprocessorStatus,
} from './domain/subprocessor.js';
import { linkProblem } from './domain/subprocessor-tree.js';
import { refuse } from './domain/vendor-errors.js';
import { foldedName } from './domain/vendor-names.js';
import type { SubprocessorEntity } from './persistence/subprocessor.entity.js';
import { mostLinks, SubprocessorsRepository } from './persistence/subprocessors.repository.js';
import { VendorsService } from './vendors.service.js';

export const mostOfVendor = 500;

/** `said`: the status that was given; `at`: where in the request the fields stand. */
export type SubprocessorSaving = Readonly<{
  before: SubprocessorEntity | null;
  given: Omit<Subprocessor, 'status'> & Readonly<{ status: SubprocessorStatus | null }>;
  said: SubprocessorStatus | null;
  at?: string;
}>;

type Placed = Readonly<{ before: SubprocessorEntity | null; after: SubprocessorEntity; at: string }>;

/** What every change of a sub-processor has in common: what it may not become. */
@Injectable()
export class SubprocessorRules {
  constructor(
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly repository: SubprocessorsRepository,
  ) {}

  /** The row as it may be stored; refuses with everything that is wrong. The vendor is locked. */
  async sound(tx: Tx, { before, given, said, at = '' }: SubprocessorSaving): Promise<SubprocessorEntity> {
    const today = this.clock.today();
    const problems = subprocessorProblems(given, said, today);
    const { linkedVendorId } = given;
    if (linkedVendorId !== null && (await this.vendors.namesOf([linkedVendorId])).size === 0)
      problems.push({
        pointer: '/linkedVendorId',
        code: 'not_found',
        message: 'there is no vendor with this id',
      });
    if (problems.length > 0)
      throw invalidFields(problems.map((problem) => ({ ...problem, pointer: `${at}${problem.pointer}` })));
    const row = normalisedSubprocessor(given);
    const after: SubprocessorEntity = {
      ...row,
      countries: [...row.countries],
      dataCategories: [...row.dataCategories],
      foldedName: foldedName(row.name),
      status: statusOn(given, today),
    };
    await this.assertFree({ before, after, at });
    await this.assertNoRing(tx, { before, after, at });
    return after;
  }

  private async assertFree({ before, after, at }: Placed): Promise<void> {
    const was = before && isLive(before) ? before.foldedName : null;
    if (!isLive(after) || was === after.foldedName) return;
    const { vendorId, name } = after;
    if (await this.repository.isTaken(vendorId, after.foldedName))
      refuse('subprocessor.name_in_use', `The vendor has a sub-processor called ${name}.`, {
        errors: [{ pointer: `${at}/name`, code: 'in_use', message: 'give another name, or change that one' }],
      });
    if (was === null && (await this.repository.countLive(vendorId)) >= mostOfVendor)
      refuse('subprocessor.too_many', `The vendor has ${mostOfVendor} sub-processors.`);
  }

  private async assertNoRing(tx: Tx, { before, after, at }: Placed): Promise<void> {
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
    const errors = (code: string, message: string) => [{ pointer: `${at}/linkedVendorId`, code, message }];
    if ('ranks' in problem)
      return refuse('subprocessor.too_deep', `The chain would have ${problem.ranks} ranks.`, {
        errors: errors('too_deep', 'leave the link out'),
      });
    const names = await this.vendors.namesOf(problem.cycle);
    const cycle = problem.cycle.map((id) => ({ vendorId: id, name: names.get(id) ?? '' }));
    return refuse('subprocessor.cycle', `A ring: ${cycle.map(({ name }) => name).join(' → ')}.`, {
      cycle,
      errors: errors('cycle', 'the other vendor uses this one in the end'),
    });
  }
}
