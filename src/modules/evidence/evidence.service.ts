import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { currentContext } from '../../platform/http/request-context.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { uuidv7 } from '../../platform/ids.js';
import { casesOf, StandingHolds } from '../../platform/standing-holds.js';
import type { EvidenceKind } from '../reference-data/codes.js';
import {
  assertNewest,
  assertReadable,
  assertSound,
  assertStatement,
  changed,
  erasedBy,
  unverified,
  verifiedBy,
  type Evidence,
  type EvidenceFields,
  type UploaderKind,
  type VerificationOutcome,
} from './domain/evidence.js';
import { refuse } from './domain/evidence-errors.js';
import { ContentsRepository } from './persistence/contents.repository.js';
import { EvidenceRepository, type EvidenceFilter } from './persistence/evidence.repository.js';
import { Intake, type Received } from './intake.js';
import { ContentsService } from './storage/contents.service.js';

export type AboutEvidence = Readonly<{
  title: string;
  kind: EvidenceKind;
  issuer?: string | null;
  scope?: string | null;
  validFrom?: LocalDate | null;
  validTo?: LocalDate | null;
  statementOfApplicabilityId?: string | null;
  vendorId?: string | null;
}>;
export type Erasure = Readonly<{ reason: string; legalGround: string }>;

@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly evidence: EvidenceRepository,
    private readonly intake: Intake,
    private readonly contents: ContentsService,
    private readonly contentRows: ContentsRepository,
    private readonly above: AnswersFromAbove,
  ) {}

  page(filter: EvidenceFilter, request: PageRequest): Promise<Page<Evidence>> {
    return this.evidence.page(filter, this.clock.today(), request);
  }

  get(id: string, at?: Date): Promise<Evidence> {
    return at ? this.evidence.register.at(id, at) : this.evidence.register.get(id);
  }

  /** At most 1,000, in the order of their making; unknown ids are left out. */
  list(ids: readonly string[]): Promise<Evidence[]> {
    return this.evidence.list(ids);
  }

  async versions(id: string): Promise<Evidence[]> {
    await this.evidence.register.get(id);
    return this.evidence.versions(id);
  }

  /** Older evidence with the same bytes: the same certificate was sent before. */
  sameBytes(evidence: Evidence): Promise<string[]> {
    return this.evidence.sameBytes(evidence);
  }

  /**
   * Looks into a received file and puts its bytes where they stay. Done before a transaction begins, nobody waits for a
   * large file under a lock; `store` does it itself where it was not done.
   */
  receive(upload: Upload): Promise<Received> {
    return this.intake.receive(upload);
  }

  /** Keeps a received file for good: bytes first, then row and ledger entry in one. Joins an open transaction. */
  async store(file: Upload | Received, about: AboutEvidence): Promise<Evidence> {
    const fields = whole(about);
    await this.assertFields(fields);
    const received = 'path' in file ? await this.receive(file) : file;
    return this.db.run(async (tx) => {
      await this.contents.settle(tx, received.sha256);
      const after = this.made(received, fields);
      return this.evidence.register.record(tx, { before: null, after, action: 'evidence.stored' });
    });
  }

  /** A new document that takes the place of this one, which stays. What is not said is as it was; days are said anew. */
  async storeVersion(
    id: string,
    expected: Expected,
    file: Upload,
    about: Partial<Omit<AboutEvidence, 'vendorId'>>,
  ): Promise<Evidence> {
    const known = await this.evidence.register.get(id);
    assertNewest(known);
    const { title, kind, issuer, scope, vendorId } = known;
    const fields = whole({ title, kind, issuer, scope, ...about, vendorId });
    await this.assertFields(fields);
    const received = await this.receive(file);
    return this.db.run(async (tx) => {
      const before = await this.evidence.register.lock(tx, id, expected);
      assertNewest(before);
      await this.contents.settle(tx, received.sha256);
      const next = { ...this.made(received, fields), version: before.version + 1, supersedesId: id };
      const stored = await this.evidence.register.record(tx, {
        before: null,
        after: next,
        action: 'evidence.stored',
      });
      const after = { ...before, supersededById: stored.id };
      await this.evidence.register.record(tx, { before, after, action: 'evidence.superseded' });
      return stored;
    });
  }

  change(
    id: string,
    expected: Expected,
    fields: Partial<Omit<EvidenceFields, 'vendorId'>>,
  ): Promise<Evidence> {
    return this.db.run(async (tx) => {
      const before = await this.evidence.register.lock(tx, id, expected);
      const after = changed(before, fields);
      await this.assertFields(after);
      return this.evidence.register.record(tx, { before, after, action: 'evidence.changed' });
    });
  }

  verify(
    id: string,
    expected: Expected,
    verifierId: string,
    found: { outcome: VerificationOutcome; note: string },
  ): Promise<Evidence> {
    return this.db.run(async (tx) => {
      const before = await this.evidence.register.lock(tx, id, expected);
      const after = verifiedBy(before, verifierId, { ...found, at: this.clock.now() });
      return this.evidence.register.record(tx, { before, after, action: `evidence.${found.outcome}` });
    });
  }

  /** From here on the bytes are not given out; they are deleted within a minute, where no other document has the same. */
  erase(id: string, expected: Expected, erasedById: string, why: Erasure): Promise<Evidence> {
    return this.db.run(async (tx) => {
      const before = await this.evidence.register.lock(tx, id, expected);
      assertReadable(before);
      await this.assertNotHeld(tx, before);
      return this.letGo(tx, before, erasedById, why);
    });
  }

  /** As `erase`, by a rule and not by somebody; false where nothing is kept any more. */
  async dispose(tx: Tx, id: string, why: Erasure): Promise<boolean> {
    const before = await this.evidence.register.lock(tx, id);
    if (before.contentState !== 'kept') return false;
    await this.letGo(tx, before, null, why);
    return true;
  }

  /** The bytes as they were stored, or a refusal. */
  content(evidence: Evidence): Promise<Readable> {
    assertReadable(evidence);
    return this.contents.read(evidence);
  }

  private async letGo(tx: Tx, before: Evidence, byId: string | null, why: Erasure): Promise<Evidence> {
    await this.contentRows.lock(tx, before.sha256);
    const heldElsewhere = await this.evidence.isHeldElsewhere(before);
    const after = erasedBy(before, byId, { ...why, at: this.clock.now() }, heldElsewhere);
    const { reason } = why;
    const action = 'evidence.erased';
    const erased = await this.evidence.register.record(tx, { before, after, action, reason });
    if (!heldElsewhere) await this.contentRows.move(tx, before.sha256, 'leaving');
    return erased;
  }

  private async assertNotHeld(tx: Tx, { vendorId }: Evidence): Promise<void> {
    const vendorIds = vendorId === null ? [] : [vendorId];
    const holds = await this.above.to(StandingHolds).over(tx, { vendorIds });
    if (holds.length > 0)
      refuse('evidence.held', `Kept for: ${casesOf(holds)}.`, { holdIds: holds.map(({ id }) => id) });
  }

  private async assertFields(fields: EvidenceFields): Promise<void> {
    assertSound(fields);
    const { statementOfApplicabilityId } = fields;
    if (statementOfApplicabilityId === null) return;
    const [statement] = await this.evidence.list([statementOfApplicabilityId]);
    assertStatement(fields, statement);
  }

  private made(received: Received, fields: EvidenceFields): Evidence {
    const now = this.clock.now();
    const { fileName, mediaType, size, sha256 } = received;
    return {
      ...{ id: uuidv7(now), revision: 0, fileName, mediaType, size, sha256 },
      ...fields,
      ...unverified,
      ...{ version: 1, supersedesId: null, supersededById: null, contentState: 'kept' },
      ...{ erasedAt: null, erasedById: null, erasureReason: null, legalGround: null, bytesDeletedAt: null },
      ...uploader(),
      createdAt: now,
    };
  }
}

function whole(about: AboutEvidence): EvidenceFields {
  const {
    title,
    kind,
    issuer = null,
    scope = null,
    validFrom = null,
    validTo = null,
    vendorId = null,
  } = about;
  const { statementOfApplicabilityId = null } = about;
  return { title, kind, issuer, scope, validFrom, validTo, statementOfApplicabilityId, vendorId };
}

function uploader(): { uploadedByKind: UploaderKind; uploadedById: string } {
  const { principal } = currentContext();
  if (!principal || principal.kind === 'system') throw new Error('Evidence is stored by somebody.');
  return { uploadedByKind: principal.kind, uploadedById: principal.id };
}
