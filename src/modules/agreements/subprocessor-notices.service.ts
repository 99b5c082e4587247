import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { SubprocessorAnnouncements, type AnnouncedChange } from '../vendors/index.js';
import { versionOn } from './domain/amendment.js';
import { refuseObjection as refuse } from './domain/objection-errors.js';
import {
  isAskedUnder,
  opening,
  usedFrom,
  type ObjectionWindow,
  type WindowChange,
} from './domain/objection-window.js';
import type { NoticeLine, SubprocessorNotice } from './domain/subprocessor-notice.js';
import { subprocessorNoticeRecorded, windowOpened } from './events.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { AmendmentsRepository } from './persistence/amendments.repository.js';
import { ObjectionsRepository } from './persistence/objections.repository.js';
import { References } from './persistence/references.js';

export type NewNotice = Readonly<{
  receivedOn: LocalDate;
  effectiveOn: LocalDate | null;
  source: string;
  evidenceId: string | null;
  note: string | null;
  changes: readonly AnnouncedChange[];
}>;

type Asked = ReturnType<typeof opening> & Readonly<{ agreementId: string; agreementVersion: number }>;

/** Notices of vendors about their sub-processors: into the register, and a window to object under each agreement. */
@Injectable()
export class SubprocessorNoticesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly announcements: SubprocessorAnnouncements,
    private readonly agreements: AgreementsRepository,
    private readonly amendments: AmendmentsRepository,
    private readonly objections: ObjectionsRepository,
    private readonly references: References,
  ) {}

  page(vendorId: string, request: PageRequest): Promise<Page<SubprocessorNotice>> {
    return this.objections.noticesOf(vendorId, request);
  }

  async get(vendorId: string, id: string, at?: Date): Promise<SubprocessorNotice> {
    const known = await this.objections.notices.find({ id, vendorId });
    if (!known) return refuse('subprocessor_notice.not_found', 'The vendor gave no such notice.');
    return at ? this.objections.notices.at(id, at) : known;
  }

  record(vendorId: string, given: NewNotice, by: Principal): Promise<SubprocessorNotice> {
    return this.db.run(async (tx) => {
      const { receivedOn, changes, source } = given;
      await this.assertSound(given);
      const asked = await this.askedOn(tx, vendorId, receivedOn);
      const from =
        given.effectiveOn ??
        usedFrom(
          receivedOn,
          asked.map(({ lastDay }) => lastDay),
        );
      const announced = await this.announcements.announce(tx, vendorId, { changes, from, source });
      const now = this.clock.now();
      const { evidenceId, note } = given;
      const after: SubprocessorNotice = {
        ...{
          id: uuidv7(now),
          revision: 0,
          vendorId,
          receivedOn,
          effectiveOn: from,
          source,
          evidenceId,
          note,
        },
        changes: announced.map((line, at) => ({ ...nameOf(changes[at]), ...line })),
        ...{ recordedById: by.id, createdAt: now },
      };
      const action = subprocessorNoticeRecorded;
      const notice = await this.objections.notices.record(tx, { before: null, after, action });
      await this.openWindows(tx, notice, asked);
      return notice;
    });
  }

  private async assertSound({ receivedOn, evidenceId }: NewNotice): Promise<void> {
    const errors = await this.references.problems([
      { pointer: '/evidenceId', to: 'evidence', id: evidenceId },
    ]);
    if (receivedOn > this.clock.today())
      errors.push({
        pointer: '/receivedOn',
        code: 'in_future',
        message: 'must not lie ahead: record it when it has arrived',
      });
    if (errors.length > 0) throw invalidFields(errors);
  }

  /** Each agreement with the terms that were in force on the day of receipt; who amends it waits until this is stored. */
  private async askedOn(tx: Tx, vendorId: string, on: LocalDate): Promise<Asked[]> {
    const ids = await this.objections.agreementsOn(tx, vendorId, on);
    const amendments = await this.amendments.ofAll(ids);
    return (await this.agreements.some(ids)).flatMap((agreement) => {
      const own = amendments.filter(({ agreementId }) => agreementId === agreement.id);
      const { number: agreementVersion, terms } = versionOn(agreement, own, on);
      const { subprocessorAuthorisation } = terms;
      if (!isAskedUnder(agreement, subprocessorAuthorisation)) return [];
      return [{ agreementId: agreement.id, agreementVersion, ...opening(subprocessorAuthorisation, on) }];
    });
  }

  /** Nothing is asked about one that is no longer used. */
  private openWindows(
    tx: Tx,
    { id: noticeId, vendorId, receivedOn, createdAt, changes }: SubprocessorNotice,
    asked: readonly Asked[],
  ): Promise<void> {
    const today = this.clock.today();
    const windows = changes.flatMap((line, at) => {
      const change = changeOf(line);
      if (change === null) return [];
      return asked.map((one): ObjectionWindow => ({
        ...{ id: uuidv7(createdAt), revision: 0, noticeId, line: at + 1, vendorId, receivedOn, change },
        ...{ subprocessorId: line.subprocessorId, ...one },
        ...(one.state === 'REJECTED'
          ? { decidedOn: today, reason: 'the agreement allows no sub-processors' }
          : { decidedOn: null, reason: null }),
        ...{ decidedById: null, lateObjection: null, excludedOn: null, createdAt },
      }));
    });
    return this.objections.open(
      tx,
      windows.map((after) => ({ before: null, after, action: windowOpened, reason: after.reason })),
    );
  }
}

function changeOf({ kind, name, before, after }: NoticeLine): WindowChange | null {
  return kind === 'removed' ? null : { kind, name, before, ...after };
}

function nameOf(change: AnnouncedChange | undefined) {
  const { kind = 'added', name = '', replaces = null, purpose = null } = change ?? {};
  return { kind, name, replaces, purpose };
}
