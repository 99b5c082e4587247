import { createHash } from 'node:crypto';
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
import { EvidenceService } from '../evidence/index.js';
import { LegalEntitiesService } from '../identity/index.js';
import { contentProblems } from './domain/content-problems.js';
import { keyOf } from './domain/naming.js';
import { refuse } from './domain/notice-errors.js';
import type { NoticeContent, NoticeVersion, PublishedVersion } from './domain/notice-version.js';
import type { Notice } from './domain/notice.js';
import { assertCanMove, published, unmetForPublication } from './domain/publication.js';
import {
  noticeVersionChanged,
  noticeVersionDiscarded,
  noticeVersionDrafted,
  noticeVersionPublished,
  noticeVersionSuperseded,
  noticeVersionWithdrawn,
} from './events.js';
import {
  NoticeVersionsRepository,
  type NoticeVersionFilter,
} from './persistence/notice-versions.repository.js';
import { NoticesRepository, type Pointed } from './persistence/notices.repository.js';

export type NewNoticeVersion = NoticeContent & Readonly<{ language: string }>;
export type NoticeVersionChange = Partial<NoticeContent>;
export type WhichVersion = Readonly<{ noticeId: string; id: string; expected: Expected }>;

/** The words of a notice, drafted, published, and followed by the next. Whoever writes holds the notice first. */
@Injectable()
export class NoticeVersionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly notices: NoticesRepository,
    private readonly versions: NoticeVersionsRepository,
    private readonly entities: LegalEntitiesService,
    private readonly evidence: EvidenceService,
  ) {}

  async page(filter: NoticeVersionFilter, request: PageRequest): Promise<Page<PublishedVersion>> {
    await this.notices.register.get(filter.noticeId);
    return this.versions.page(filter, request);
  }

  async get(noticeId: string, id: string, at?: Date): Promise<NoticeVersion> {
    const known = await this.versions.register.find({ id, noticeId });
    if (!known) return refuse('notice_version.not_found', 'The notice has no such version.');
    return at ? this.versions.register.at(id, at) : known;
  }

  draft(noticeId: string, { language, ...given }: NewNoticeVersion, by: Principal): Promise<NoticeVersion> {
    return this.db.run(async (tx) => {
      const { legalEntityId, audiences } = await this.notices.register.lock(tx, noticeId);
      const now = this.clock.now();
      const after: NoticeVersion = {
        ...(await this.sound(given)),
        ...{ id: uuidv7(now), revision: 0, noticeId, legalEntityId, language, status: 'draft' },
        number: await this.versions.nextNumber(tx, noticeId, language),
        ...{ audiences, audiencesSince: {} },
        ...{ publishedAt: null, publishedById: null, endedAt: null },
        ...{ createdById: by.id, createdAt: now },
      };
      return this.versions.register.record(tx, { before: null, after, action: noticeVersionDrafted });
    });
  }

  change(which: WhichVersion, change: NoticeVersionChange): Promise<NoticeVersion> {
    return this.db.run(async (tx) => {
      const { version: before } = await this.held(tx, which);
      if (before.status !== 'draft')
        refuse('notice_version.fixed', `This version is ${before.status}.`, { versionStatus: before.status });
      const after = { ...before, ...(await this.sound({ ...givenBefore(before, change), ...change })) };
      return this.versions.register.record(tx, { before, after, action: noticeVersionChanged });
    });
  }

  /** In the same transaction the one before, in this language, is superseded. */
  publish(which: WhichVersion, reason: string, by: Principal): Promise<NoticeVersion> {
    return this.db.run(async (tx) => {
      const { notice, version: draft } = await this.held(tx, which);
      assertCanMove(draft, 'published');
      await this.assertReady(draft);
      const at = this.clock.now();
      const { noticeId, language, number } = draft;
      const before = await this.versions.register.find({ noticeId, language, status: 'published' });
      if (before)
        await this.versions.register.record(tx, {
          before,
          after: { ...before, status: 'superseded', endedAt: at },
          action: noticeVersionSuperseded,
          reason: `version ${number} was published`,
        });
      const after = published(draft, notice, before, { at, byId: by.id });
      return this.versions.register.record(tx, {
        before: draft,
        after,
        action: noticeVersionPublished,
        reason,
      });
    });
  }

  /** A draft is given up; what was published is told no more. */
  withdraw(which: WhichVersion, reason: string): Promise<NoticeVersion> {
    return this.db.run(async (tx) => {
      const { version: before } = await this.held(tx, which);
      assertCanMove(before, 'withdrawn');
      const after: NoticeVersion = { ...before, status: 'withdrawn', endedAt: this.clock.now() };
      const action = before.status === 'draft' ? noticeVersionDiscarded : noticeVersionWithdrawn;
      return this.versions.register.record(tx, { before, after, action, reason });
    });
  }

  private async held(
    tx: Tx,
    { noticeId, id, expected }: WhichVersion,
  ): Promise<{ notice: Notice; version: NoticeVersion }> {
    await this.get(noticeId, id);
    const notice = await this.notices.register.lock(tx, noticeId);
    return { notice, version: await this.versions.register.lock(tx, id, expected) };
  }

  private async assertReady(draft: NoticeVersion): Promise<void> {
    const { country } = await this.entities.get(draft.legalEntityId);
    const unmet = unmetForPublication(draft, { from: country, on: this.clock.today() });
    if (unmet.length > 0)
      refuse('notice_version.not_ready', unmet.map(({ message }) => message).join(' '), { unmet });
  }

  /** What is stored of a draft that fits together, and leads somewhere. */
  private async sound(given: NoticeContent): Promise<Pick<NoticeVersion, keyof NoticeContent | 'keys'>> {
    const lost = await this.notices.leadingNowhere(namedIn(given));
    const problems = [...contentProblems(given), ...lost.map(notFound)];
    if (problems.length > 0) throw invalidFields(problems);
    const recipients = given.recipients.map((recipient) => ({ ...recipient, since: null }));
    return { ...given, recipients, keys: given.recipients.map(keyOf), sha256: await this.hashOf(given) };
  }

  private async hashOf({ text, sha256, evidenceId }: NoticeContent): Promise<string> {
    if (text !== null) return createHash('sha256').update(text).digest('hex');
    if (sha256 !== null) return sha256;
    return (await this.evidence.get(evidenceId ?? '')).sha256;
  }
}

function namedIn({ evidenceId, recipients }: NoticeContent): Pointed[] {
  return [
    ...(evidenceId === null ? [] : [{ pointer: '/evidenceId', to: 'evidence' as const, id: evidenceId }]),
    ...recipients.flatMap(({ vendorId }, at) =>
      vendorId === null
        ? []
        : [{ pointer: `/recipients/${at}/vendorId`, to: 'vendor' as const, id: vendorId }],
    ),
  ];
}

const notFound = ({ pointer, to }: Pointed): FieldError => ({
  ...{ pointer, code: 'not_found', message: `there is no ${to.replace('_', ' ')} with this id` },
});

/** What the author gave; the hash of another page is none of this one. */
function givenBefore(
  before: NoticeVersion,
  { url, text, sha256, evidenceId }: NoticeVersionChange,
): NoticeContent {
  const elsewhere = url !== undefined || text !== undefined;
  const byHash = before.text === null && before.evidenceId === null;
  return {
    ...{ url: before.url, text: before.text, items: before.items, countries: before.countries },
    recipients: before.recipients.map(({ vendorId, category, name }) => ({ vendorId, category, name })),
    evidenceId: elsewhere || typeof sha256 === 'string' ? null : before.evidenceId,
    sha256: elsewhere || !byHash || typeof evidenceId === 'string' ? null : before.sha256,
  };
}
