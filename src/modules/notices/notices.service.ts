import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { OwnCategoriesService } from '../reference-data/index.js';
import { refuse } from './domain/notice-errors.js';
import type { Notice } from './domain/notice.js';
import { noticeChanged, noticeCreated } from './events.js';
import { NoticesRepository, type NoticeFilter } from './persistence/notices.repository.js';

export type NewNotice = Pick<Notice, 'title' | 'legalEntityId' | 'audiences' | 'description'> &
  Readonly<{ reference: string | null }>;
export type NoticeChange = Partial<Pick<Notice, 'title' | 'audiences' | 'description'>>;

/** What our companies tell people, and whom; the words are in the versions. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly notices: NoticesRepository,
    private readonly categories: OwnCategoriesService,
  ) {}

  page(filter: NoticeFilter, request: PageRequest): Promise<Page<Notice>> {
    return this.notices.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Notice> {
    return at ? this.notices.register.at(id, at) : this.notices.register.get(id);
  }

  create(given: NewNotice, by: Principal): Promise<Notice> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const id = uuidv7(now);
      const reference = given.reference ?? `PN-${id.slice(-8).toUpperCase()}`;
      const after: Notice = { ...given, id, revision: 0, reference, createdById: by.id, createdAt: now };
      const problems = [...(await this.unknownCompany(after)), ...(await this.unknownGroups(tx, after))];
      if (problems.length > 0) throw invalidFields(problems);
      if (await this.notices.register.find({ reference }))
        refuse('notice.reference_in_use', `There is another notice ${reference}.`, {
          errors: [{ pointer: '/reference', code: 'in_use', message: 'use a reference of its own' }],
        });
      return this.notices.register.record(tx, { before: null, after, action: noticeCreated });
    });
  }

  change(id: string, expected: Expected, change: NoticeChange): Promise<Notice> {
    return this.db.run(async (tx) => {
      const before = await this.notices.register.lock(tx, id, expected);
      const after = { ...before, ...change };
      const problems = await this.unknownGroups(tx, after);
      if (problems.length > 0) throw invalidFields(problems);
      return this.notices.register.record(tx, { before, after, action: noticeChanged });
    });
  }

  private async unknownCompany({ legalEntityId: id }: Notice): Promise<FieldError[]> {
    const lost = await this.notices.leadingNowhere([{ pointer: '/legalEntityId', to: 'legal_entity', id }]);
    return lost.map(({ pointer }) => ({
      ...{ pointer, code: 'not_found', message: 'there is no legal entity with this id' },
    }));
  }

  private unknownGroups(tx: Tx, { audiences }: Notice): Promise<FieldError[]> {
    const named = audiences.map((code, at) => {
      return { pointer: `/audiences/${at}`, list: 'data_subject_category' as const, code };
    });
    return this.categories.problems(tx, named);
  }
}
