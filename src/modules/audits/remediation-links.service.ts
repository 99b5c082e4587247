import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { linkEnd } from '../../shared/link-life.js';
import type { Page } from '../../shared/page.js';
import { BearerLinks } from '../../platform/auth/bearer-links.js';
import { Credentials } from '../../platform/auth/credentials.js';
import type { Principal } from '../../platform/auth/principal.js';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { refuse } from './domain/audit-errors.js';
import { assertNames, remediationPrefix, type RemediationLink } from './domain/remediation-link.js';
import { FindingsService } from './findings.service.js';
import { RemediationRepository, type RemediationLinkRow } from './persistence/remediation.repository.js';

export type NewRemediationLink = Readonly<{
  email: string;
  findingIds: readonly string[] | null;
  expiresInDays: number | undefined;
}>;

/** Links by which a vendor sees what was found and says what it does about it. */
@Injectable()
export class RemediationLinksService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: BearerLinks,
    private readonly credentials: Credentials,
    private readonly vendors: VendorsService,
    private readonly findings: FindingsService,
    private readonly repository: RemediationRepository,
  ) {}

  onModuleInit(): void {
    this.credentials.accept(remediationPrefix, (token) => this.bearerOf(token));
  }

  async page(vendorId: string, request: PageRequest): Promise<Page<RemediationLink>> {
    await this.vendors.get(vendorId);
    return this.repository.linksOf(vendorId, request);
  }

  async get(vendorId: string, id: string, at?: Date): Promise<RemediationLink> {
    const known = await this.repository.links.find({ id, vendorId });
    if (!known) refuse('remediation_link.not_found', 'The vendor has no such link.');
    return at ? this.repository.links.at(id, at) : this.repository.links.get(id);
  }

  /** The token and the link are answered here and never again. */
  make(
    createdById: string,
    vendorId: string,
    { email, findingIds, expiresInDays }: NewRemediationLink,
  ): Promise<{ made: RemediationLink; token: string; link: string }> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, vendorId);
      if (findingIds) assertNames(findingIds, await this.findings.idsOf(vendorId, findingIds));
      const now = this.clock.now();
      const { token, tokenHash, link } = this.links.issue(remediationPrefix, 'remediate');
      const after: RemediationLinkRow = {
        ...{ id: uuidv7(now), revision: 0, vendorId, email, salt: randomBytes(16), tokenHash, findingIds },
        ...{ expiresAt: linkEnd(now, expiresInDays), revokedAt: null, createdById, createdAt: now },
      };
      const action = 'remediation_link.created';
      const made = await this.repository.links.record(tx, { before: null, after, action });
      return { made, token, link };
    });
  }

  /** The link stops working on the next request. */
  revoke(vendorId: string, id: string, expected: Expected): Promise<RemediationLink> {
    return this.db.run(async (tx) => {
      await this.get(vendorId, id);
      const before = await this.repository.links.lock(tx, id, expected);
      if (before.revokedAt) refuse('remediation_link.revoked', 'This link was revoked before.');
      const after = { ...before, revokedAt: this.clock.now() };
      return this.repository.links.record(tx, { before, after, action: 'remediation_link.revoked' });
    });
  }

  private async bearerOf(token: string): Promise<Principal | null> {
    const bearer = await this.repository.bearerOf(secretHash(token), this.clock.now());
    return bearer && { kind: 'respondent', id: bearer.linkId, roles: ['remediator'], grant: bearer };
  }
}
