import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../shared/domain-error.js';
import { UsersService } from '../identity/index.js';
import { AssessmentsService } from '../questionnaires/index.js';
import { AuditsService } from './audits.service.js';
import { refuse } from './domain/audit-errors.js';
import type { Finding } from './domain/finding.js';
import { NamedEvidence } from './named-evidence.js';

export type Origin = Pick<Finding, 'vendorId' | 'source' | 'auditId' | 'assessmentId' | 'sourceId'>;
type Code = 'finding.bad_source' | 'finding.owner_unknown' | 'finding.evidence_unknown';
type Found = Readonly<{ code: Code; error: FieldError }>;

/** What a finding names must be there, and belong to its vendor; everything that does not is said at once. */
@Injectable()
export class FindingChecks {
  constructor(
    private readonly users: UsersService,
    private readonly audits: AuditsService,
    private readonly assessments: AssessmentsService,
    private readonly evidence: NamedEvidence,
  ) {}

  async assertFits(finding: Origin & Pick<Finding, 'ownerId' | 'evidenceIds'>): Promise<void> {
    this.assertNone([
      ...(await this.sourceProblems(finding)),
      ...(await this.ownerProblems(finding.ownerId)),
      ...(await this.evidenceProblems(finding.vendorId, finding.evidenceIds)),
    ]);
  }

  async assertOwner(ownerId: string | null): Promise<void> {
    this.assertNone(await this.ownerProblems(ownerId));
  }

  async assertEvidence(vendorId: string, ids: readonly string[]): Promise<void> {
    this.assertNone(await this.evidenceProblems(vendorId, ids));
  }

  private async sourceProblems({ vendorId, source, auditId, assessmentId }: Origin): Promise<Found[]> {
    if (assessmentId !== null) {
      const assessment = await this.assessments.get(assessmentId);
      if (source !== 'assessment' || assessment.vendorId !== vendorId)
        return [sourceProblem('/sourceId', 'name an assessment of the same vendor')];
    }
    if (auditId === null) return [];
    const audit = await this.audits.find(auditId);
    if (source !== 'audit' || audit?.vendorId !== vendorId)
      return [sourceProblem('/auditId', 'name an audit of the same vendor')];
    this.audits.assertPerformed(audit);
    return [];
  }

  private async ownerProblems(ownerId: string | null): Promise<Found[]> {
    if (ownerId === null || (await this.users.isActive(ownerId))) return [];
    const error = { pointer: '/ownerId', code: 'unknown', message: 'give the id of an active person' };
    return [{ code: 'finding.owner_unknown', error }];
  }

  private async evidenceProblems(vendorId: string, ids: readonly string[]): Promise<Found[]> {
    const errors = await this.evidence.problems(vendorId, [{ pointer: '/evidenceIds', ids }]);
    return errors.map((error) => ({ code: 'finding.evidence_unknown', error }));
  }

  private assertNone(found: readonly Found[]): void {
    const [first] = found;
    if (first)
      refuse(first.code, found.map(({ error }) => error.message).join('; '), {
        errors: found.map(({ error }) => error),
      });
  }
}

function sourceProblem(pointer: string, message: string): Found {
  return { code: 'finding.bad_source', error: { pointer, code: 'unknown', message } };
}
