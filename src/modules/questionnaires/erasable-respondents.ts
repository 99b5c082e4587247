import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { ErasablePeople, heldFields, heldValues, type ErasableKind } from '../../platform/erasable-people.js';
import { Clock } from '../../shared/clock.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';

const signed = ['signatoryName', 'signatoryTitle'] as const;

/** How whoever answered for a vendor is erased: the respondent of an invitation, and who signed the answers. */
@Injectable()
export class ErasableRespondents implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
  ) {}

  onModuleInit(): void {
    this.people.add('respondent', this.respondents());
    this.people.add('signatory', this.signatories());
  }

  /** Their link stops working on the next request. */
  private respondents(): ErasableKind {
    const { invitations } = this.repository;
    return {
      hold: async (tx, id) => {
        if (!(await invitations.find({ id }))) return null;
        const invitation = await invitations.lock(tx, id);
        const vendorId = await this.vendorOf(tx, invitation.assessmentId);
        return { vendorId, values: heldValues(invitation, ['email']) };
      },
      erase: async (tx, id, reason) => {
        const before = await invitations.lock(tx, id);
        const revokedAt = before.revokedAt ?? this.clock.now();
        const after = { ...before, email: null, salt: null, revokedAt };
        await invitations.record(tx, { before, after, action: 'invitation.erased', reason });
        return heldFields(before, ['email']);
      },
    };
  }

  private signatories(): ErasableKind {
    const { assessments } = this.repository;
    return {
      hold: async (tx, id) => {
        if (!(await assessments.find({ id }))) return null;
        const assessment = await assessments.lock(tx, id);
        return { vendorId: assessment.vendorId, values: heldValues(assessment, signed) };
      },
      erase: async (tx, id, reason) => {
        const before = await assessments.lock(tx, id);
        const after = { ...before, signatoryName: null, signatoryTitle: null, salt: null };
        await assessments.record(tx, { before, after, action: 'assessment.signatory_erased', reason });
        return heldFields(before, signed);
      },
    };
  }

  /** Held, so that nobody revokes the last other link meanwhile. */
  private async vendorOf(tx: Tx, assessmentId: string): Promise<string> {
    return (await this.repository.assessments.lock(tx, assessmentId)).vendorId;
  }
}
