import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import { refuseAgreement as refuse } from './domain/agreement-errors.js';
import { agreementProblems, type Sides } from './domain/agreement-problems.js';
import { inItsTerm } from './domain/agreement-record.js';
import type { Agreement } from './domain/agreement.js';
import { FlowReviews } from './flow-reviews.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';
import { References } from './persistence/references.js';

export type AgreementSaving = Readonly<{
  before: Agreement | null;
  after: Agreement;
  action: string;
  reason?: string;
}>;

/** What every change of an agreement has in common: its fields are sound, and approvals under it are examined with it. */
@Injectable()
export class AgreementChanges {
  constructor(
    private readonly clock: Clock,
    private readonly agreements: AgreementsRepository,
    private readonly references: References,
    private readonly flows: FlowReviews,
  ) {}

  sidesOf(of: Pick<Agreement, 'vendorId' | 'legalEntityId'>): Promise<Sides | null> {
    return this.agreements.sidesOf(of);
  }

  async problems(after: Agreement, before: Agreement | null): Promise<FieldError[]> {
    const sides = await this.sidesOf(after);
    return [
      ...agreementProblems(after, sides, this.clock.today()),
      ...(await this.references.problems([
        { pointer: '/vendorId', to: 'vendor', id: after.vendorId },
        { pointer: '/legalEntityId', to: 'legal_entity', id: after.legalEntityId },
        { pointer: '/parentId', to: 'agreement', id: after.parentId },
        ...after.documents.map((id, at) => ({ pointer: `/documents/${at}`, to: 'evidence' as const, id })),
      ])),
      ...(standsElsewhere(after, before) ? await this.parentProblems(after) : []),
    ];
  }

  async assertSound(tx: Tx, after: Agreement, before: Agreement | null): Promise<void> {
    if (standsElsewhere(after, before)) await this.agreements.holdLines(tx); // or two changes at once could close a ring, or part a line
    const errors = [...(await this.problems(after, before)), ...(await this.childProblems(after, before))];
    if (errors.length > 0) throw invalidFields(errors);
    const { reference } = after;
    if (reference !== before?.reference && (await this.agreements.register.find({ reference })))
      refuse('agreement.reference_in_use', `There is another agreement ${reference}.`, {
        errors: [{ pointer: '/reference', code: 'in_use', message: 'use a reference of its own' }],
      });
  }

  /** A changed term is a changed fact of the flows under it: their approvals are examined in the same transaction. */
  async save(tx: Tx, { before, after, action, reason }: AgreementSaving): Promise<Agreement> {
    const row = inItsTerm(after, before, this.clock.today());
    const agreement = await this.agreements.register.record(tx, {
      before: before && { ...row, ...before },
      after: row,
      action,
      reason,
    });
    if (before && agreement.revision !== before.revision)
      await this.flows.examineUnder(tx, agreement, `agreement ${agreement.reference}: ${reason ?? action}`);
    return agreement;
  }

  /** Agreements that stand under this one are between the same parties, and stay so. */
  private async childProblems(after: Agreement, before: Agreement | null): Promise<FieldError[]> {
    const names = moved(before, after);
    if (names.length === 0 || !(await this.agreements.register.find({ parentId: after.id }))) return [];
    return names.map((name) => ({
      pointer: `/${name}`,
      code: 'has_children',
      message: 'agreements stand under this one: move them first',
    }));
  }

  private async parentProblems({ id, parentId, vendorId, legalEntityId }: Agreement): Promise<FieldError[]> {
    if (parentId === null) return [];
    const wrong = (code: string, message: string) => [{ pointer: '/parentId', code, message }];
    if (parentId === id) return wrong('own_parent', 'an agreement is not its own parent');
    const line = await this.agreements.ancestry(parentId);
    if (line.some((ancestor) => ancestor.id === id))
      return wrong('cycle', 'that agreement stands under this one');
    const [parent] = line;
    return parent && (parent.vendorId !== vendorId || parent.legalEntityId !== legalEntityId)
      ? wrong('other_parties', 'that agreement binds another vendor or another company of ours')
      : [];
  }
}

/** Of the parties, those that the change replaces. */
function moved(before: Agreement | null, after: Agreement): ('vendorId' | 'legalEntityId')[] {
  if (before === null) return [];
  return (['vendorId', 'legalEntityId'] as const).filter((name) => before[name] !== after[name]);
}

/** Under another agreement than before, or between other parties. */
function standsElsewhere(after: Agreement, before: Agreement | null): boolean {
  return after.parentId !== (before?.parentId ?? null) || moved(before, after).length > 0;
}
