import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { linkEnd } from '../../shared/link-life.js';
import type { Page } from '../../shared/page.js';
import { BearerLinks } from '../../platform/auth/bearer-links.js';
import { Credentials } from '../../platform/auth/credentials.js';
import type { Principal } from '../../platform/auth/principal.js';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { assertTakesInvitations, moved } from './domain/assessment.js';
import { assertExpiry, assertSections, invitationPrefix, type Invitation } from './domain/invitation.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assessmentSent } from './events.js';
import {
  AssessmentsRepository,
  type AssessmentRow,
  type InvitationRow,
} from './persistence/assessments.repository.js';
import { TemplatesService } from './templates.service.js';

export type NewInvitation = Readonly<{ email: string; sections: string[] | null; expiresAt: Date | null }>;

@Injectable()
export class InvitationsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: BearerLinks,
    private readonly credentials: Credentials,
    private readonly templates: TemplatesService,
    private readonly repository: AssessmentsRepository,
  ) {}

  onModuleInit(): void {
    this.credentials.accept(invitationPrefix, (token) => this.respondentOf(token));
  }

  async page(assessmentId: string, request: PageRequest): Promise<Page<Invitation>> {
    await this.repository.assessments.get(assessmentId);
    return this.repository.invitationsOf(assessmentId, request);
  }

  async get(assessmentId: string, id: string, at?: Date): Promise<Invitation> {
    const known = await this.repository.invitations.find({ id, assessmentId });
    if (!known) refuse('invitation.not_found', 'The assessment has no such invitation.');
    return at ? this.repository.invitations.at(id, at) : this.repository.invitations.get(id);
  }

  /** The token and the link are answered here and never again. The first invitation sends the assessment. */
  invite(
    createdById: string,
    assessmentId: string,
    asked: NewInvitation,
  ): Promise<{ invitation: Invitation; token: string; link: string }> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, assessmentId);
      assertTakesInvitations(assessment, this.clock.today());
      const { content } = await this.templates.versionById(assessment.templateVersionId);
      assertSections(content, asked.sections);
      const now = this.clock.now();
      const expiresAt = asked.expiresAt ?? linkEnd(now);
      assertExpiry(expiresAt, now);
      const { token, tokenHash, link } = this.links.issue(invitationPrefix, 'respond');
      const after: InvitationRow = {
        id: uuidv7(now),
        revision: 0,
        assessmentId,
        email: asked.email,
        salt: randomBytes(16),
        tokenHash,
        sections: asked.sections,
        expiresAt,
        revokedAt: null,
        createdById,
        createdAt: now,
      };
      const action = 'invitation.created';
      const invitation = await this.repository.invitations.record(tx, { before: null, after, action });
      await this.send(tx, assessment);
      return { invitation, token, link };
    });
  }

  /** The link stops working on the next request. */
  revoke(assessmentId: string, id: string, expected: Expected): Promise<Invitation> {
    return this.db.run(async (tx) => {
      await this.get(assessmentId, id);
      const before = await this.repository.invitations.lock(tx, id, expected);
      if (before.revokedAt) refuse('invitation.revoked', 'This invitation was revoked before.');
      const after = { ...before, revokedAt: this.clock.now() };
      return this.repository.invitations.record(tx, { before, after, action: 'invitation.revoked' });
    });
  }

  private async send(tx: Tx, before: AssessmentRow): Promise<void> {
    if (before.status !== 'draft') return;
    const after = moved(before, 'sent');
    await this.repository.assessments.record(tx, { before, after, action: assessmentSent });
  }

  private async respondentOf(token: string): Promise<Principal | null> {
    const holder = await this.repository.holderOf(secretHash(token), this.clock.now());
    if (!holder) return null;
    const { id, assessmentId, sections } = holder;
    return { kind: 'respondent', id, roles: ['respondent'], grant: { assessmentId, sections } };
  }
}
