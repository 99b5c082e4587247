import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { canMove } from '../../shared/state-machine.js';
import { AgreementChanges } from './agreement-changes.js';
import { refuseAgreement as refuse } from './domain/agreement-errors.js';
import { unmetForMove } from './domain/agreement-policy.js';
import { agreementLifecycle, isOver, isSettled, type Agreement } from './domain/agreement.js';
import { amendmentDayProblems } from './domain/amendment-problems.js';
import {
  amendmentLifecycle,
  replacedBy,
  versionOn,
  withTerms,
  type AgreementVersion,
  type Amendment,
  type AmendmentStatus,
} from './domain/amendment.js';
import { stands } from './domain/unmet-reason.js';
import {
  agreementAmended,
  amendmentDrafted,
  amendmentInForce,
  amendmentLapsed,
  amendmentSigned,
  amendmentWithdrawn,
} from './events.js';
import { ownReference } from './own-reference.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { AmendmentsRepository } from './persistence/amendments.repository.js';
import { References } from './persistence/references.js';
import { pastDay } from './past-day.js';
import { SignaturesService } from './signatures.service.js';

export type NewAmendment = Pick<Amendment, 'changes' | 'effectiveFrom' | 'documents' | 'reason'> &
  Readonly<{ reference: string | null }>;

type Which = Readonly<{ agreementId: string; id: string; expected: Expected }>;

/** Amendments: an agreement's next versions, drafted, signed, and in force from their day on. */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly agreements: AgreementsRepository,
    private readonly amendments: AmendmentsRepository,
    private readonly references: References,
    private readonly changes: AgreementChanges,
    private readonly signatures: SignaturesService,
  ) {}

  async page(
    agreementId: string,
    filter: { status?: AmendmentStatus },
    request: PageRequest,
  ): Promise<Page<Amendment>> {
    await this.agreements.register.get(agreementId);
    return this.amendments.page({ agreementId, ...filter }, request);
  }

  async get(agreementId: string, id: string, at?: Date): Promise<Amendment> {
    const known = await this.amendments.register.find({ id, agreementId });
    if (!known) return refuse('agreement_amendment.not_found', 'The agreement has no such amendment.');
    return at ? this.amendments.register.at(id, at) : known;
  }

  async versionOf(agreementId: string, on: LocalDate): Promise<AgreementVersion> {
    const agreement = await this.agreements.register.get(agreementId);
    return versionOn(agreement, await this.amendments.of(agreementId), on);
  }

  draft(agreementId: string, given: NewAmendment, by: Principal): Promise<Amendment> {
    return this.db.run(async (tx) => {
      const agreement = await this.agreements.register.lock(tx, agreementId);
      assertAmendable(agreement);
      const now = this.clock.now();
      const id = uuidv7(now);
      const after: Amendment = {
        ...given,
        ...{ id, revision: 0, agreementId, reference: given.reference ?? ownReference('AMD', id) },
        ...{ status: 'draft', replaced: null, signedOn: null, signedById: null },
        ...{ createdById: by.id, createdAt: now },
      };
      await this.assertSound(after, agreement);
      return this.amendments.register.record(tx, { before: null, after, action: amendmentDrafted });
    });
  }

  /** Signed on its day or later, it takes effect in the same transaction. */
  sign(which: Which, { on, reason }: { on?: LocalDate; reason: string }, by: Principal): Promise<Amendment> {
    return this.db.run(async (tx) => {
      const { agreement, amendment: before } = await this.held(tx, which);
      assertCanMove(before, 'signed');
      assertAmendable(agreement);
      const today = this.clock.today();
      await this.signatures.assertMaySign(
        by,
        before.changes.clauses === undefined ? [] : [before.createdById],
      );
      const signedOn = pastDay(on, today);
      await this.assertSound(before, agreement);
      await this.assertReady(agreement, before);
      const signed = await this.amendments.register.record(tx, {
        before,
        after: { ...before, status: 'signed', signedOn, signedById: by.id },
        action: amendmentSigned,
        reason,
      });
      const runs = agreement.status !== 'signed' && signed.effectiveFrom <= today;
      return runs ? this.takeEffect(tx, agreement, signed) : signed;
    });
  }

  withdraw(which: Which, reason: string): Promise<Amendment> {
    return this.db.run(async (tx) => {
      const { amendment: before } = await this.held(tx, which);
      assertCanMove(before, 'withdrawn');
      const after = { ...before, status: 'withdrawn' as const };
      return this.amendments.register.record(tx, { before, after, action: amendmentWithdrawn, reason });
    });
  }

  /** The day of these has come; what no longer fits its agreement lapses, with the reason. */
  async takeEffectOf(tx: Tx, most: number): Promise<void> {
    for (const { id, agreementId } of await this.amendments.due(this.clock.today(), most)) {
      const { agreement, amendment } = await this.held(tx, { agreementId, id, expected: 'any' });
      if (amendment.status === 'signed') await this.takeEffect(tx, agreement, amendment);
    }
  }

  private async takeEffect(tx: Tx, agreement: Agreement, before: Amendment): Promise<Amendment> {
    const after = withTerms(agreement, before.changes, before.createdById);
    const obstacle = await this.obstacle(agreement, after, before.effectiveFrom);
    if (obstacle !== null)
      return this.amendments.register.record(tx, {
        before,
        after: { ...before, status: 'lapsed' },
        action: amendmentLapsed,
        reason: obstacle,
      });
    const reason = `amendment ${before.reference} takes effect on ${before.effectiveFrom}`;
    await this.changes.save(tx, { before: agreement, after, action: agreementAmended, reason });
    return this.amendments.register.record(tx, {
      before,
      after: { ...before, status: 'in_force', replaced: replacedBy(agreement, after) },
      action: amendmentInForce,
      reason: before.reason,
    });
  }

  private async obstacle(agreement: Agreement, after: Agreement, on: LocalDate): Promise<string | null> {
    if (agreementLifecycle[agreement.status].length === 0 || isOver(agreement, on))
      return 'the agreement is over';
    const problems = await this.changes.problems(after, agreement);
    return problems.length > 0 ? problems.map(({ message }) => message).join('; ') : null;
  }

  /** The agreement first, as whoever changes it holds it first. */
  private async held(tx: Tx, { agreementId, id, expected }: Which) {
    await this.get(agreementId, id);
    const agreement = await this.agreements.register.lock(tx, agreementId);
    return { agreement, amendment: await this.amendments.register.lock(tx, id, expected) };
  }

  private async assertSound(amendment: Amendment, agreement: Agreement): Promise<void> {
    const amended = withTerms(agreement, amendment.changes, amendment.createdById);
    const others = await this.amendments.of(agreement.id);
    const days = amendmentDayProblems(amendment, agreement, others);
    const terms = (await this.changes.problems(amended, agreement))
      .map((problem) => ({ ...problem, pointer: `/changes${problem.pointer}` }))
      .filter(({ pointer }) => days.every((known) => known.pointer !== pointer));
    const documents = await this.references.problems(
      amendment.documents.map((id, at) => ({ pointer: `/documents/${at}`, to: 'evidence' as const, id })),
    );
    if ([...days, ...terms, ...documents].length > 0) throw invalidFields([...days, ...terms, ...documents]);
    const { reference } = amendment;
    if (others.some((other) => other.id !== amendment.id && other.reference === reference))
      refuse('agreement.reference_in_use', `There is another amendment ${reference} of this agreement.`, {
        errors: [{ pointer: '/reference', code: 'in_use', message: 'use a reference of its own' }],
      });
  }

  /** The agreement as it would be from that day on must be one that could enter into force. */
  private async assertReady(agreement: Agreement, { changes, createdById, effectiveFrom }: Amendment) {
    const amended = withTerms(agreement, changes, createdById);
    const verdict = await this.signatures.verdictOn(amended);
    const unmet = [...unmetForMove(amended, 'in_force', effectiveFrom), ...verdict.unmet];
    if (stands(unmet))
      refuse('agreement.not_ready', 'The agreement would not be ready with this amendment.', {
        ...verdict,
        unmet,
      });
  }
}

function assertAmendable(agreement: Agreement): void {
  if (agreementLifecycle[agreement.status].length === 0)
    refuse('agreement.over', `This agreement is ${agreement.status}.`);
  if (!isSettled(agreement))
    refuse('agreement_amendment.not_signed', `This agreement is ${agreement.status}: change it as it is.`);
}

function assertCanMove({ status }: Amendment, to: AmendmentStatus): void {
  if (!canMove(amendmentLifecycle, status, to))
    refuse('agreement_amendment.cannot_move', `An amendment that is ${status} cannot become ${to}.`, {
      allowed: amendmentLifecycle[status],
    });
}
