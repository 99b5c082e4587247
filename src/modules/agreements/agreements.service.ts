import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { canMove } from '../../shared/state-machine.js';
import type { Unmet } from '../../shared/unmet.js';
import type { Verdict } from '../standards/index.js';
import { refuseAgreement as refuse } from './domain/agreement-errors.js';
import { nextOf, unmetForMove } from './domain/agreement-policy.js';
import { ourRole } from './domain/agreement-problems.js';
import { agreementLifecycle, isSettled, type Agreement, type AgreementStatus } from './domain/agreement.js';
import { layOutClauses, type ClauseFinding } from './domain/clause-check.js';
import { withTerms } from './domain/amendment.js';
import { stands } from './domain/unmet-reason.js';
import { agreementChanged, agreementCreated, agreementMoved } from './events.js';
import { AgreementChanges } from './agreement-changes.js';
import { AgreementsRepository, type AgreementFilter } from './persistence/agreements.repository.js';
import { ownReference } from './own-reference.js';
import { pastDay } from './past-day.js';
import { SignaturesService } from './signatures.service.js';

type Kept =
  'id' | 'revision' | 'status' | 'signedOn' | 'endedOn' | 'termNumber' | 'noticeAnnouncedFor' | 'createdAt';
type Given = Omit<Agreement, Kept | 'clauses'>;
export type NewAgreement = Omit<Given, 'reference'> &
  Readonly<{ reference: string | null; clauses: readonly ClauseFinding[] }>;
export type AgreementChange = Partial<Given & Readonly<{ clauses: readonly ClauseFinding[] }>>;
/** `to` is the state that is asked for; null when none waits for a gate. */
export type AgreementReadiness = Verdict & Readonly<{ ready: boolean; to: AgreementStatus | null }>;
export type AgreementMove = Readonly<{ to: AgreementStatus; reason: string; on?: LocalDate }>;

@Injectable()
export class AgreementsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly agreements: AgreementsRepository,
    private readonly changes: AgreementChanges,
    private readonly signatures: SignaturesService,
  ) {}

  page(filter: AgreementFilter, request: PageRequest): Promise<Page<Agreement>> {
    return this.agreements.page(filter, request);
  }

  get(id: string, at?: Date): Promise<Agreement> {
    return at ? this.agreements.register.at(id, at) : this.agreements.register.get(id);
  }

  /** May it be signed, or enter into force, whichever comes next? */
  async readinessOf(id: string): Promise<AgreementReadiness> {
    const agreement = await this.agreements.register.get(id);
    return this.readiness(agreement, nextOf(agreement.status), this.clock.today());
  }

  create(fields: NewAgreement, by: Principal): Promise<Agreement> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const id = uuidv7(now);
      const after: Agreement = {
        ...fields,
        id,
        revision: 0,
        reference: fields.reference ?? ownReference('AGR', id),
        status: 'draft',
        legalEntityRole: await this.roleOf(fields),
        clauses: layOutClauses(fields, fields.clauses, by.id),
        signedOn: null,
        endedOn: null,
        termNumber: 0,
        noticeAnnouncedFor: null,
        createdAt: now,
      };
      await this.changes.assertSound(tx, after, null);
      return this.changes.save(tx, { before: null, after, action: agreementCreated });
    });
  }

  change(id: string, expected: Expected, change: AgreementChange, by: Principal): Promise<Agreement> {
    return this.db.run(async (tx) => {
      const before = await this.agreements.register.lock(tx, id, expected);
      if (agreementLifecycle[before.status].length === 0)
        refuse('agreement.over', `This agreement is ${before.status}.`);
      const after = withTerms(before, change, by.id);
      if (isSettled(before) && partiesDiffer(before, after))
        refuse('agreement.settled', `This agreement is ${before.status}: its parties and kind are fixed.`);
      await this.changes.assertSound(tx, after, before);
      return this.changes.save(tx, { before, after, action: agreementChanged });
    });
  }

  move(id: string, expected: Expected, move: AgreementMove, by: Principal): Promise<Agreement> {
    return this.db.run(async (tx) => {
      const before = await this.agreements.register.lock(tx, id, expected);
      const { to, reason } = move;
      const on = pastDay(move.on, this.clock.today());
      if (!canMove(agreementLifecycle, before.status, to))
        refuse('agreement.cannot_move', `An agreement that is ${before.status} cannot become ${to}.`, {
          allowed: agreementLifecycle[before.status],
        });
      if (to === 'signed')
        await this.signatures.assertMaySign(
          by,
          before.clauses.flatMap(({ reviewedById }) => reviewedById ?? []),
        );
      const { ready, ...reasons } = await this.readiness(before, to, on);
      if (!ready) refuse('agreement.not_ready', `This agreement cannot become ${to} yet.`, reasons);
      return this.changes.save(tx, { before, after: moved(before, to, on), action: agreementMoved, reason });
    });
  }

  /** The question and the act ask here. A signature is a gate of the standard; the other steps need only the record. */
  private async readiness(
    agreement: Agreement,
    to: AgreementStatus | null,
    on: LocalDate,
  ): Promise<AgreementReadiness> {
    const own: Unmet[] = to === null ? [] : unmetForMove(agreement, to, on);
    const verdict = await this.signatures.verdictOn(agreement);
    const unmet = to === 'signed' ? [...own, ...verdict.unmet] : own;
    return { ...verdict, ready: !stands(unmet), to, unmet };
  }

  /** What our company is, unless told: as its register says. */
  private async roleOf(fields: NewAgreement): Promise<Agreement['legalEntityRole']> {
    const sides = await this.changes.sidesOf(fields);
    return sides ? ourRole(fields, sides.legalEntity) : fields.legalEntityRole;
  }
}

function moved(agreement: Agreement, to: AgreementStatus, on: LocalDate): Agreement {
  const { effectiveFrom } = agreement;
  switch (to) {
    case 'signed':
      return { ...agreement, status: to, signedOn: on };
    case 'in_force':
      return { ...agreement, status: to, effectiveFrom: effectiveFrom ?? on };
    case 'expired':
    case 'terminated':
      return { ...agreement, status: to, endedOn: on };
    case 'draft':
    case 'in_review':
    case 'suspended':
      return { ...agreement, status: to };
  }
}

const partiesDiffer = (a: Agreement, b: Agreement) =>
  a.vendorId !== b.vendorId || a.legalEntityId !== b.legalEntityId || a.kind !== b.kind;
