import type { Transitions } from '../../../shared/state-machine.js';
import type { DataSubjectCategoryCode, NoticeItem } from '../../reference-data/codes.js';

export const noticeVersionStatuses = ['draft', 'published', 'superseded', 'withdrawn'] as const;
export type NoticeVersionStatus = (typeof noticeVersionStatuses)[number];

/** A draft that is given up is withdrawn too: nobody ever read it. */
export const noticeVersionLifecycle: Transitions<NoticeVersionStatus> = {
  draft: ['published', 'withdrawn'],
  published: ['superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
};

/** A vendor of the register; or a category of recipients (Art. 13(1)(e)), whole or with the name of one of them. */
export type Recipient = Readonly<{ vendorId: string | null; category: string | null; name: string | null }>;

/** `since`: since when versions without a gap name it, as RFC 3339; null in a draft. */
export type NamedRecipient = Recipient & Readonly<{ since: string | null }>;

/** What somebody drafts: the words themselves, or where they stand. */
export type NoticeContent = Readonly<{
  url: string | null;
  text: string | null;
  /** Of the text, or of the page as it was seen. */
  sha256: string | null;
  /** The page as it was seen, in the register of documents. */
  evidenceId: string | null;
  items: readonly NoticeItem[];
  recipients: readonly Recipient[];
  countries: readonly string[];
}>;

export type NoticeVersion = Omit<NoticeContent, 'recipients' | 'sha256'> &
  Readonly<{
    id: string;
    revision: number;
    noticeId: string;
    legalEntityId: string;
    /** Counted for each language. */
    number: number;
    /** BCP 47. */
    language: string;
    status: NoticeVersionStatus;
    /** Those of the notice on the day of the publication. */
    audiences: readonly DataSubjectCategoryCode[];
    /** Since when versions without a gap are for each of them, as RFC 3339; empty in a draft. */
    audiencesSince: Readonly<Record<string, string>>;
    sha256: string;
    recipients: readonly NamedRecipient[];
    /** What recipients are found by; see naming.ts. */
    keys: readonly string[];
    publishedAt: Date | null;
    publishedById: string | null;
    /** When it was superseded or withdrawn. */
    endedAt: Date | null;
    createdById: string;
    createdAt: Date;
  }>;

/** What is asked of versions in force: everything but their words. */
export type PublishedVersion = Omit<NoticeVersion, 'text'>;
