import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Language } from './domain/language.js';
import { changeKind, type PublicChange, type PublicNews } from './domain/public-change.js';
import { refuse } from './domain/public-errors.js';
import { publicSharing } from './domain/public-sharing.js';
import type { Choice, RegisterShown } from './page/register-page.js';
import {
  SharingsReader,
  type SharingRow,
  type ShownRecipient,
  type ToldEntry,
} from './persistence/sharings.reader.js';

export const mostOnPage = 50;
const mostChanges = 50;
const wholeDay = 10;

/** What everybody may know of our sharing: who gets data, what, why and where, now or as it was on a day. */
@Injectable()
export class PublicRegisterService {
  constructor(
    private readonly clock: Clock,
    private readonly sharings: SharingsReader,
  ) {}

  async shown(
    { at, list, ...filter }: Choice,
    { language, cursor }: Readonly<{ language: Language; cursor?: string }>,
  ): Promise<RegisterShown> {
    const knownAt = at === undefined ? undefined : await this.momentOf(at);
    const after = cursor === undefined ? null : position(cursor);
    const rows = await this.sharings.page({
      ...{ ...filter, after, limit: mostOnPage, subprocessorsOnly: list === 'sub-processors' },
      ...(knownAt && { knownAt }),
    });
    const items = rows.slice(0, mostOnPage);
    const last = rows.length > mostOnPage ? items.at(-1) : undefined;
    return {
      items: items.map((row) => publicSharing(row, language)),
      next: last ? cursorAfter(last) : null,
      withheld: await this.sharings.withheld(knownAt),
      at: at ?? null,
    };
  }

  /** Newest first; each in the words of this language. */
  async changes(language: Language): Promise<PublicChange[]> {
    return toldIn(await this.sharings.told(mostChanges), language);
  }

  /** What these entries are to people outside, oldest first; nothing that was said of the same sharing before. */
  async newsOf(entryIds: readonly string[]): Promise<PublicNews[]> {
    const entries = await this.sharings.news(entryIds);
    return entries.flatMap((entry) => {
      const kind = changeKind(entry.action, entry.hasBegun);
      if (kind === null || entry.saidBefore) return [];
      const { publicId: sharingId, ledgerId, vendorId, legalEntityId, mode } = entry;
      const { recordedAt: at, entryId: id, subjectCategories: groups } = entry;
      const inWords = (language: Language) => ({ id, kind, at, sharing: publicSharing(entry, language) });
      return [
        {
          ...{ sharingId, ledgerId, vendorId, legalEntityId, kind, at, groups },
          isNamed: mode === 'public',
          inWords,
        },
      ];
    });
  }

  /** Whom the register names now; by its name, in whatever case, none or one. */
  recipients(name: string | null, limit: number): Promise<ShownRecipient[]> {
    return this.sharings.recipients(name, limit);
  }

  /** A day means its end, today now. */
  private async momentOf(at: string): Promise<Date> {
    const now = this.clock.now();
    if (at.length === wholeDay ? at > this.clock.today() : new Date(at) > now)
      refuse('public_register.ahead', `${at} has not come yet.`, {
        errors: [{ pointer: '/at', code: 'in_future', message: 'at must be a day or a moment up to now' }],
      });
    const end = at.length === wholeDay ? new Date(`${at}T23:59:59.999Z`) : new Date(at);
    const first = await this.sharings.firstEntryAt();
    if (!first || end < first)
      refuse(
        'public_register.before_records',
        `The first entry is of ${first?.toISOString() ?? 'no moment yet'}.`,
      );
    return end < now ? end : now;
  }
}

function toldIn(entries: readonly ToldEntry[], language: Language): PublicChange[] {
  return entries.flatMap((entry) => {
    const kind = changeKind(entry.action, entry.hasBegun);
    const sharing = publicSharing(entry, language);
    return kind === null ? [] : [{ id: entry.entryId, kind, at: entry.recordedAt, sharing }];
  });
}

const cursorAfter = ({ sortName, publicId }: SharingRow) =>
  Buffer.from(JSON.stringify([sortName, publicId])).toString('base64url');

function position(cursor: string): readonly [string, string] {
  try {
    const [name, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && more.length === 0)
      return [name, id];
  } catch {
    // said below
  }
  return refuse('public_register.bad_cursor', 'The address of this page was not made by the page before it.');
}
