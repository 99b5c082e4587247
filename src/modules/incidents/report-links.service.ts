import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { linkEnd } from '../../shared/link-life.js';
import type { Page } from '../../shared/page.js';
import { ActorNames } from '../../platform/auth/actor-names.js';
import { BearerLinks } from '../../platform/auth/bearer-links.js';
import { Credentials } from '../../platform/auth/credentials.js';
import type { Principal } from '../../platform/auth/principal.js';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { refuse } from './domain/incident-errors.js';
import { reportLinkPrefix, type ReportLink } from './domain/report-link.js';
import { VendorReportsRepository, type ReportLinkRow } from './persistence/vendor-reports.repository.js';

export type NewReportLink = Readonly<{ email: string; expiresInDays: number | undefined }>;

/** Links by which a vendor tells us of incidents. */
@Injectable()
export class ReportLinksService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly bearers: BearerLinks,
    private readonly credentials: Credentials,
    private readonly names: ActorNames,
    private readonly vendors: VendorsService,
    private readonly repository: VendorReportsRepository,
  ) {}

  onModuleInit(): void {
    this.credentials.accept(reportLinkPrefix, (token) => this.reporterOf(token));
    this.names.learnFrom((ids) => this.repository.reporterNames(ids));
  }

  async page(vendorId: string, request: PageRequest): Promise<Page<ReportLink>> {
    await this.vendors.get(vendorId);
    return this.repository.linksOf(vendorId, request);
  }

  async get(vendorId: string, id: string, at?: Date): Promise<ReportLink> {
    const known = await this.repository.links.find({ id, vendorId });
    if (!known) refuse('report_link.not_found', 'The vendor has no such link.');
    return at ? this.repository.links.at(id, at) : this.repository.links.get(id);
  }

  /** The token and the link are answered here and never again. */
  make(
    createdById: string,
    vendorId: string,
    { email, expiresInDays }: NewReportLink,
  ): Promise<{ made: ReportLink; token: string; link: string }> {
    return this.db.run(async (tx) => {
      await this.vendors.lockPresent(tx, vendorId);
      const now = this.clock.now();
      const { token, tokenHash, link } = this.bearers.issue(reportLinkPrefix, 'report');
      const after: ReportLinkRow = {
        ...{ id: uuidv7(now), revision: 0, vendorId, email, salt: randomBytes(16), tokenHash },
        ...{ expiresAt: linkEnd(now, expiresInDays), revokedAt: null, createdById, createdAt: now },
      };
      const action = 'report_link.created';
      const made = await this.repository.links.record(tx, { before: null, after, action });
      return { made, token, link };
    });
  }

  /** The link stops working on the next request; what it brought stays. */
  revoke(vendorId: string, id: string, expected: Expected): Promise<ReportLink> {
    return this.db.run(async (tx) => {
      await this.get(vendorId, id);
      const before = await this.repository.links.lock(tx, id, expected);
      if (before.revokedAt) refuse('report_link.revoked', 'This link was revoked before.');
      const after = { ...before, revokedAt: this.clock.now() };
      return this.repository.links.record(tx, { before, after, action: 'report_link.revoked' });
    });
  }

  private async reporterOf(token: string): Promise<Principal | null> {
    const reporter = await this.repository.reporterOf(secretHash(token), this.clock.now());
    return reporter && { kind: 'respondent', id: reporter.linkId, roles: ['reporter'], grant: reporter };
  }
}
