import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Finding } from './domain/finding.js';
import { assertChangeable, assertRoom } from './domain/finding-rules.js';
import type { FindingUpdate } from './domain/finding-update.js';
import { FindingSettings } from './finding-settings.js';
import { FindingsService } from './findings.service.js';
import { RemediationRepository } from './persistence/remediation.repository.js';

export type NewUpdate = Pick<FindingUpdate, 'text' | 'visibleToVendor'> &
  Partial<Pick<FindingUpdate, 'claimsResolved' | 'evidenceId'>>;

/** What is written on findings, by us and by the vendor. */
@Injectable()
export class FindingUpdatesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: FindingSettings,
    private readonly findings: FindingsService,
    private readonly repository: RemediationRepository,
  ) {}

  async page(findingId: string, request: PageRequest): Promise<Page<FindingUpdate>> {
    await this.findings.get(findingId);
    return this.repository.updatesOf(findingId, false, request);
  }

  write(by: Principal, findingId: string, said: NewUpdate): Promise<FindingUpdate> {
    return this.db.run(async (tx) => this.add(tx, by, await this.findings.lock(tx, findingId), said));
  }

  /** On a finding that is locked. */
  async add(
    tx: Tx,
    { kind, id: byId }: Pick<Principal, 'kind' | 'id'>,
    finding: Finding,
    said: NewUpdate,
  ): Promise<FindingUpdate> {
    if (kind === 'system') throw new Error('Somebody writes on a finding.');
    assertChangeable(finding);
    assertRoom(await this.repository.countUpdates(finding.id), this.settings.mostUpdates);
    const now = this.clock.now();
    const after: FindingUpdate = {
      ...{ id: uuidv7(now), revision: 0, findingId: finding.id, vendorId: finding.vendorId },
      ...{ byKind: kind, byId, claimsResolved: false, evidenceId: null },
      ...said,
      createdAt: now,
    };
    return this.repository.updates.record(tx, { before: null, after, action: 'finding_update.written' });
  }
}
