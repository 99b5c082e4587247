import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { CategoryUses, type CategoryUse } from './category-uses.js';
import { refuseCategory as refuse } from './domain/own-category-errors.js';
import {
  extensibleLists,
  isOwnCode,
  isParent,
  ownCode,
  type ExtensibleList,
  type OwnCategory,
} from './domain/own-category.js';
import { ownCategoryAdded, ownCategoryChanged, ownCategoryRetired } from './events.js';
import { OwnCategoriesRepository, type OwnCategoryFilter } from './persistence/own-categories.repository.js';

export type NewCategory = Pick<OwnCategory, 'list' | 'parent' | 'label' | 'description'> &
  Readonly<{ part: string }>;
export type CategoryChange = Partial<Pick<OwnCategory, 'label' | 'description'>>;

/** A field of a body that names a category. */
export type NamedCategory = Readonly<{ pointer: string; list: ExtensibleList; code: string }>;

/** The categories of data and of people that the organisation adds to the shipped lists. */
@Injectable()
export class OwnCategoriesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly above: AnswersFromAbove,
    private readonly categories: OwnCategoriesRepository,
  ) {}

  page(filter: OwnCategoryFilter, request: PageRequest): Promise<Page<OwnCategory>> {
    return this.categories.page(filter, request);
  }

  get(id: string, at?: Date): Promise<OwnCategory> {
    return at ? this.categories.register.at(id, at) : this.categories.register.get(id);
  }

  of(list: ExtensibleList): Promise<OwnCategory[]> {
    return this.categories.of(list);
  }

  useOf({ list, code }: Pick<OwnCategory, 'list' | 'code'>): Promise<CategoryUse> {
    return this.above.to(CategoryUses).of(list, code);
  }

  add({ part, ...given }: NewCategory, by: Principal): Promise<OwnCategory> {
    const { list, parent } = given;
    if (!isParent(list, parent))
      throw invalidFields([
        { pointer: '/parent', code: 'unknown_code', message: `${list} has no category ${parent}` },
      ]);
    return this.db.run(async (tx) => {
      const code = ownCode(parent, part);
      if (await this.categories.register.find({ list, code }))
        refuse('own_category.code_in_use', `There is, or was, another category ${code}.`, {
          errors: [{ pointer: '/code', code: 'in_use', message: 'use a code of its own' }],
        });
      const now = this.clock.now();
      const after: OwnCategory = {
        ...{ id: uuidv7(now), revision: 0, ...given, code, createdById: by.id, createdAt: now },
        ...{ retiredById: null, retiredAt: null, retiredBecause: null },
      };
      return this.categories.register.record(tx, { before: null, after, action: ownCategoryAdded });
    });
  }

  /** Its words; what it is a part of is in its code, and stays. */
  change(id: string, expected: Expected, change: CategoryChange): Promise<OwnCategory> {
    return this.db.run(async (tx) => {
      const before = await this.categories.register.lock(tx, id, expected);
      assertThere(before);
      const after = { ...before, ...change };
      return this.categories.register.record(tx, { before, after, action: ownCategoryChanged });
    });
  }

  /** Nobody can name it any more. Whoever names it meanwhile holds it, so that the uses are all that there are. */
  retire(id: string, expected: Expected, reason: string, by: Principal): Promise<OwnCategory> {
    return this.db.run(async (tx) => {
      const before = await this.categories.register.lock(tx, id, expected);
      assertThere(before);
      const { flows, examples } = await this.useOf(before);
      if (flows > 0)
        refuse('own_category.in_use', `${flows} data flows name ${before.code}.`, { flows: examples });
      const retiredAt = this.clock.now();
      const after = { ...before, retiredById: by.id, retiredAt, retiredBecause: reason };
      return this.categories.register.record(tx, { before, after, action: ownCategoryRetired, reason });
    });
  }

  /** Every field that names a category of our own that is not there, or not any more. */
  async problems(tx: Tx, named: readonly NamedCategory[]): Promise<FieldError[]> {
    const own = named.filter(({ code }) => isOwnCode(code));
    const known = new Set<string>();
    for (const list of extensibleLists) {
      const codes = own.filter((one) => one.list === list).map(({ code }) => code);
      if (codes.length === 0) continue;
      for (const code of await this.categories.held(tx, list, codes)) known.add(`${list} ${code}`);
    }
    return own
      .filter(({ list, code }) => !known.has(`${list} ${code}`))
      .map(({ pointer, code }) => ({
        pointer,
        code: 'unknown_code',
        message: `there is no category ${code} of ours, or not any more; see /reference-data/own-categories`,
      }));
  }
}

function assertThere({ code, retiredAt }: OwnCategory): void {
  if (retiredAt) refuse('own_category.retired', `${code} was retired before.`);
}
