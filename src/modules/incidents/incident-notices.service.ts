import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { uuidv7 } from '../../platform/ids.js';
import { EvidenceService } from '../evidence/index.js';
import { LegalEntitiesService } from '../identity/index.js';
import { refuse } from './domain/incident-errors.js';
import { noticeCodes, noticeProblems, type IncidentNotice } from './domain/incident-notice.js';
import { assertUnfixed } from './domain/incident-rules.js';
import type { Incident } from './domain/incident.js';
import type { Obligation } from './domain/obligation.js';
import { noticeRecorded, obligationSent } from './events.js';
import { ObligationKeeper } from './obligation-keeper.js';
import { IncidentsRepository } from './persistence/incidents.repository.js';
import { ObligationsRepository } from './persistence/obligations.repository.js';

export type NewNotice = Omit<
  IncidentNotice,
  'id' | 'revision' | 'incidentId' | 'obligationIds' | 'contact' | 'sentById' | 'createdAt'
> &
  Readonly<{
    /** null: the only open obligation that asks for such a notice, or none. */
    obligationIds: readonly string[] | null;
    /** null: that of the data protection officer of the legal entity. */
    contact: string | null;
  }>;

const mostNotices = 500;

/** What was said to whom, when, with the proof of it; it meets the obligations that it names. */
@Injectable()
export class IncidentNoticesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly evidence: EvidenceService,
    private readonly legalEntities: LegalEntitiesService,
    private readonly incidents: IncidentsRepository,
    private readonly obligations: ObligationsRepository,
    private readonly keeper: ObligationKeeper,
  ) {}

  async page(incidentId: string, request: PageRequest): Promise<Page<IncidentNotice>> {
    await this.incidents.register.get(incidentId);
    return this.obligations.noticesPage(incidentId, request);
  }

  async get(incidentId: string, id: string): Promise<IncidentNotice> {
    const known = await this.obligations.notices.find({ id, incidentId });
    return known ?? refuse('incident_notice.not_found', `The incident has no notice ${id}.`);
  }

  record(incidentId: string, by: Principal, fields: NewNotice): Promise<IncidentNotice> {
    return this.db.run(async (tx) => {
      const incident = await this.incidents.register.lock(tx, incidentId);
      assertUnfixed(incident);
      const existing = await this.obligations.notices.list({ incidentId }, mostNotices);
      if (existing.length >= mostNotices) refuse('incident_notice.too_many', `It has ${mostNotices}.`);
      const met = await this.metBy(incident, fields);
      await this.assertSound(incident, fields, met);
      const now = this.clock.now();
      const contact = fields.contact ?? (await this.contactOf(met));
      const after: IncidentNotice = {
        ...fields,
        ...{ id: uuidv7(now), revision: 0, incidentId, contact, sentById: by.id, createdAt: now },
        obligationIds: met.map(({ id }) => id),
      };
      const notice = await this.obligations.notices.record(tx, {
        before: null,
        after,
        action: noticeRecorded,
      });
      await this.meet(tx, met, notice);
      await this.keeper.follow(tx, incident);
      return notice;
    });
  }

  /** The obligations that the notice is to meet, each open or to be complained of. */
  private async metBy({ id }: Incident, { kind, obligationIds }: NewNotice): Promise<Obligation[]> {
    const all = await this.keeper.of(id);
    if (obligationIds !== null) return named(all, obligationIds);
    const waiting = all.filter(
      ({ by, state, noticeKind }) => by === 'us' && state === 'open' && noticeKind === noticeCodes[kind],
    );
    if (waiting.length > 1)
      refuse('incident_notice.not_acceptable', `${waiting.length} obligations ask for such a notice.`, {
        errors: waiting.map(({ id: one, to }) => ({
          pointer: '/obligationIds',
          code: 'ambiguous',
          message: `name those that it meets: ${one} is to ${to}`,
        })),
      });
    return waiting;
  }

  private async assertSound(
    incident: Incident,
    fields: NewNotice,
    met: readonly Obligation[],
  ): Promise<void> {
    const around = { now: this.clock.now(), occurredFrom: incident.occurredFrom };
    const stored = new Set((await this.evidence.list(fields.evidenceIds)).map(({ id }) => id));
    const unknown = fields.evidenceIds.flatMap((id, nth): FieldError[] =>
      stored.has(id)
        ? []
        : [
            {
              pointer: `/evidenceIds/${nth}`,
              code: 'unknown',
              message: 'store it with POST /evidence first',
            },
          ],
    );
    const problems = [...noticeProblems(fields, met, around), ...unknown];
    if (problems.length > 0)
      refuse('incident_notice.not_acceptable', problems.map(({ message }) => message).join('; '), {
        errors: problems,
      });
  }

  private async contactOf(met: readonly Obligation[]): Promise<string> {
    const ids = met.flatMap(({ legalEntityId }) => (legalEntityId === null ? [] : [legalEntityId]));
    const contacts = (await this.legalEntities.some(ids)).map(({ dpoContact }) => dpoContact);
    const contact = contacts.find((one) => one !== null);
    return (
      contact ??
      refuse('incident_notice.without_contact', 'Nobody could ask back.', {
        errors: [{ pointer: '/contact', code: 'missing', message: 'name whom the recipients can ask' }],
      })
    );
  }

  private async meet(tx: Tx, met: readonly Obligation[], notice: IncidentNotice): Promise<void> {
    const { id: noticeId, sentAt, lateReason, createdAt: settledAt, sentById: settledById } = notice;
    await this.obligations.register.recordAll(
      tx,
      met.map((before) => ({
        before,
        after: {
          ...before,
          ...{ state: 'sent', sentAt, noticeId, settledAt, settledById },
          lateReason: before.dueAt !== null && sentAt > before.dueAt ? lateReason : null,
        },
        action: obligationSent,
      })),
    );
  }
}

function named(all: readonly Obligation[], ids: readonly string[]): Obligation[] {
  const known = new Map(all.map((one) => [one.id, one]));
  const unknown = ids.flatMap((id, nth): FieldError[] =>
    known.has(id)
      ? []
      : [
          {
            pointer: `/obligationIds/${nth}`,
            code: 'unknown',
            message: 'the incident has no such obligation',
          },
        ],
  );
  if (unknown.length > 0)
    refuse('incident_notice.not_acceptable', 'It names obligations that are not there.', { errors: unknown });
  return ids.flatMap((id) => known.get(id) ?? []);
}
