import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { tidy } from '../../shared/label.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { EvidenceService, type EvidenceKind } from '../evidence/index.js';
import type { Finding } from './domain/finding.js';
import { assertChangeable, claimedResolved, planned } from './domain/finding-rules.js';
import type { FindingUpdate } from './domain/finding-update.js';
import { assertOpens, type Bearer } from './domain/remediation-link.js';
import { findingMoved, findingPlanned } from './events.js';
import { FindingUpdatesService } from './finding-updates.service.js';
import { FindingsService } from './findings.service.js';
import { RemediationRepository } from './persistence/remediation.repository.js';

/** A finding as its vendor sees it. */
export type SharedFinding = Readonly<{ finding: Finding; messages: readonly FindingUpdate[] }>;
export type AboutFix = Readonly<{ title?: string | undefined; kind: EvidenceKind }>;

const mostMessages = 20;

/** The vendor's side: what its link opens, and nothing else. */
@Injectable()
export class RemediationService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly findings: FindingsService,
    private readonly updates: FindingUpdatesService,
    private readonly evidence: EvidenceService,
    private readonly repository: RemediationRepository,
  ) {}

  async page({ vendorId, findingIds }: Bearer, request: PageRequest): Promise<Page<SharedFinding>> {
    const page = await this.findings.page({ vendorId, ids: findingIds }, request);
    return { ...page, items: await this.withMessages(page.items) };
  }

  async get(bearer: Bearer, id: string): Promise<SharedFinding> {
    return this.shared(await this.opened(bearer, id));
  }

  async messages(bearer: Bearer, id: string, request: PageRequest): Promise<Page<FindingUpdate>> {
    await this.opened(bearer, id);
    return this.repository.updatesOf(id, true, request);
  }

  /** A first plan needs no If-Match; another one replaces what was read: `expected` is null without. */
  plan(
    bearer: Bearer,
    id: string,
    expected: Expected | null,
    plan: Readonly<{ text: string; plannedFor: LocalDate }>,
  ): Promise<SharedFinding> {
    return this.db.run(async (tx) => {
      const before = await this.lockOpened(tx, bearer, id, expected ?? 'any');
      if (before.plan !== null && expected === null) ifMatchRequired();
      const after = planned(before, plan, this.clock.today());
      const action = after.status === before.status ? findingPlanned : findingMoved;
      const reason = 'the vendor gave its plan';
      return this.shared(await this.findings.save(tx, { before, after, action, reason }));
    });
  }

  update(
    bearer: Bearer,
    id: string,
    { text, claimsResolved }: Readonly<{ text: string; claimsResolved: boolean }>,
  ): Promise<FindingUpdate> {
    return this.db.run(async (tx) => {
      const before = await this.lockOpened(tx, bearer, id);
      const update = await this.updates.add(tx, writer(bearer), before, {
        ...{ text, claimsResolved, visibleToVendor: true },
      });
      if (claimsResolved) {
        const after = claimedResolved(before, bearer.linkId);
        const reason = 'the vendor says that it is resolved';
        await this.findings.save(tx, { before, after, action: findingMoved, reason });
      }
      return update;
    });
  }

  /** The bytes are received outside of the transaction, so that what is not kept is cleared away. */
  async attach(
    bearer: Bearer,
    id: string,
    upload: Upload,
    { title, kind }: AboutFix,
  ): Promise<FindingUpdate> {
    assertChangeable(await this.opened(bearer, id));
    const received = await this.evidence.receive(upload);
    return this.db.run(async (tx) => {
      const finding = await this.lockOpened(tx, bearer, id);
      assertChangeable(finding);
      const text = title ?? tidy(upload.originalName).slice(0, 200);
      const about = { title: text, kind, vendorId: bearer.vendorId };
      const { id: evidenceId } = await this.evidence.store(received, about);
      return this.updates.add(tx, writer(bearer), finding, { text, visibleToVendor: true, evidenceId });
    });
  }

  private async opened(bearer: Bearer, id: string): Promise<Finding> {
    const finding = await this.findings.get(id);
    assertOpens(bearer, finding);
    return finding;
  }

  private async lockOpened(tx: Tx, bearer: Bearer, id: string, expected: Expected = 'any'): Promise<Finding> {
    await this.opened(bearer, id); // before the revision is compared: of others' findings not even that is told
    return this.findings.lock(tx, id, expected);
  }

  private async shared(finding: Finding): Promise<SharedFinding> {
    const messages = await this.repository.newestForVendor([finding.id], mostMessages);
    return { finding, messages };
  }

  private async withMessages(findings: readonly Finding[]): Promise<SharedFinding[]> {
    const all = await this.repository.newestForVendor(
      findings.map(({ id }) => id),
      mostMessages,
    );
    return findings.map((finding) => ({
      finding,
      messages: all.filter(({ findingId }) => findingId === finding.id),
    }));
  }
}

const writer = ({ linkId }: Bearer) => ({ kind: 'respondent', id: linkId }) as const;
