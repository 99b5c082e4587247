import { Injectable } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import type { Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { ApprovalsOfVendors } from './approvals-of-vendors.js';
import { succeeding } from './domain/declaration-changes.js';
import type { Declaration } from './domain/declaration.js';
import type { Touched } from './domain/declared-beyond.js';
import { keysOf } from './domain/duplicates.js';
import { gvlSystem, judgeEntry } from './domain/gvl-judgement.js';
import { imaginedId, type Verdict } from './domain/import-judgement.js';
import { KnownVendors } from './domain/known-vendors.js';
import type { JudgedEntry } from './domain/list-report.js';
import { listTitle, type ListedVendor, type VendorList } from './domain/vendor-list.js';
import { findableAs } from './domain/vendor-search.js';
import { nothingKnown } from './domain/vendor.js';
import {
  declarationChanged,
  declarationEnded,
  declarationRecorded,
  vendorChanged,
  vendorCreated,
} from './events.js';
import type { DeclarationEntity } from './persistence/declaration.entity.js';
import { DeclarationsRepository } from './persistence/declarations.repository.js';
import type { VendorEntity } from './persistence/vendor.entity.js';
import { VendorsRepository } from './persistence/vendors.repository.js';

/** One list being worked off. `imagined`: what a dry run would make. */
export type ListRun = Readonly<{
  actorId: string;
  dryRun: boolean;
  allowDuplicate: boolean;
  list: VendorList;
  on: LocalDate;
  afterAnother: boolean;
  imagined: KnownVendors;
}>;

const nobody: Touched = { approvals: [], more: 0 };

/** Judges vendors of a list in batches: a few queries for all of them, never one a vendor. */
@Injectable()
export class VendorListImporter {
  constructor(
    private readonly clock: Clock,
    private readonly above: AnswersFromAbove,
    private readonly vendors: VendorsRepository,
    private readonly declarations: DeclarationsRepository,
  ) {}

  async batch(tx: Tx, run: ListRun, entries: readonly ListedVendor[]): Promise<JudgedEntry[]> {
    const before = await this.declarations.ofEntries(
      run.dryRun ? null : tx,
      entries.map(({ gvlId }) => gvlId),
    );
    const declared = new Map(before.map((declaration) => [declaration.gvlId, declaration]));
    const known = await this.knownFor(tx, run, entries, before);
    const judged = entries.map((entry) => this.judge(entry, run, known, declared.get(entry.gvlId) ?? null));
    if (!run.dryRun) await this.save(tx, run, judged);
    return judged;
  }

  /** Vendors that the newest list does not name: an id is never used again, so that they are gone and not renamed. */
  async vanished(tx: Tx, run: ListRun): Promise<JudgedEntry[]> {
    const named = run.list.vendors.map(({ gvlId }) => gvlId);
    const gone = await this.declarations.vanished(run.dryRun ? null : tx, named);
    const { specification, listVersion } = run.list;
    const judged = gone.map((before): JudgedEntry => {
      const after = { ...before, status: 'gone' as const, specification, listVersion, changes: [] };
      const { gvlId, name } = before;
      return { gvlId, name, verdict: { outcome: 'rejected', reasons: [] }, before, after, outcome: 'gone' };
    });
    if (!run.dryRun) await this.saveDeclarations(tx, run, judged);
    return judged;
  }

  /** Asked with what is declared from now on, so that a dry run answers it as well. */
  async touchedBy(judged: readonly JudgedEntry[]): Promise<Touched> {
    const declarations = judged.flatMap(({ after, before, outcome }) =>
      after !== null && outcome !== null && (before !== null || !after.vendorId.startsWith('row '))
        ? [after]
        : [],
    );
    if (declarations.length === 0) return nobody;
    return this.above.to(ApprovalsOfVendors).touchedBy(declarations);
  }

  private judge(
    entry: ListedVendor,
    run: ListRun,
    known: KnownVendors,
    before: DeclarationEntity | null,
  ): JudgedEntry {
    const { gvlId, name } = entry;
    const nothing = { gvlId, name, before, after: null, outcome: null };
    if ('reasons' in entry) return { ...nothing, verdict: { outcome: 'rejected', reasons: entry.reasons } };
    const now = this.clock.now();
    const made = {
      ...{ id: run.dryRun ? imaginedId(gvlId) : uuidv7(now), createdAt: now },
      createdBy: run.actorId,
    };
    const { privacyUrl } = entry.content;
    const { allowDuplicate } = run;
    const declaredBy = before === null ? null : known.get(before.vendorId);
    const verdict = judgeEntry({ gvlId, name, privacyUrl }, { known, allowDuplicate, made, declaredBy });
    if (verdict.outcome === 'rejected') return { ...nothing, verdict };
    known.put(verdict.vendor, gvlId);
    return { ...nothing, verdict, ...this.declared(entry.content, run, verdict, { before, gvlId }) };
  }

  private declared(
    read: Declaration | Parameters<typeof succeeding>[0]['read'],
    { on, afterAnother, list: { specification, listVersion } }: ListRun,
    { vendor }: Exclude<Verdict, { outcome: 'rejected' }>,
    { before, gvlId }: { before: DeclarationEntity | null; gvlId: number },
  ): Pick<JudgedEntry, 'after' | 'outcome'> {
    const { content, changes, outcome } = succeeding({ before, read, on, afterAnother });
    if (before !== null && outcome === null && before.vendorId === vendor.id)
      return { after: before, outcome };
    const now = this.clock.now();
    const made = before ?? { id: uuidv7(now), revision: 0, createdAt: now };
    const { id, revision, createdAt } = made;
    const after: Declaration = {
      ...content,
      ...{ id, revision, createdAt, vendorId: vendor.id, gvlId, specification, listVersion, changes },
    };
    return { after, outcome: outcome ?? 'changed' };
  }

  private async knownFor(
    tx: Tx,
    run: ListRun,
    entries: readonly ListedVendor[],
    declared: readonly Declaration[],
  ): Promise<KnownVendors> {
    const known = run.dryRun ? run.imagined : new KnownVendors();
    const keys = entries.map(({ name }) => keysOf({ ...nothingKnown, name }));
    const numbers = entries.map(({ gvlId }) => ({ [gvlSystem]: String(gvlId) }));
    const found = [
      ...(await this.vendors.idsSharing(keys)),
      ...(await this.vendors.withExternalIds(numbers)),
      ...declared.map(({ vendorId }) => vendorId),
    ];
    const unknown = [...new Set(found)].filter((id) => !known.has(id));
    const current = run.dryRun
      ? await this.vendors.withIds(unknown)
      : await this.vendors.register.lockAll(tx, unknown);
    for (const vendor of current) known.put(vendor, null);
    return known;
  }

  private async save(tx: Tx, run: ListRun, judged: readonly JudgedEntry[]): Promise<void> {
    const changes = judged.flatMap(({ gvlId, verdict }) => {
      if (verdict.outcome !== 'created' && verdict.outcome !== 'updated') return [];
      const { vendor } = verdict;
      return [
        {
          before: verdict.outcome === 'updated' ? (verdict.before as VendorEntity) : null,
          after: { ...vendor, ...findableAs(vendor) } as VendorEntity,
          action: verdict.outcome === 'updated' ? vendorChanged : vendorCreated,
          reason: reasonOf(run, gvlId, verdict),
        },
      ];
    });
    await this.vendors.register.recordAll(tx, changes);
    await this.saveDeclarations(tx, run, judged);
  }

  private async saveDeclarations(tx: Tx, run: ListRun, judged: readonly JudgedEntry[]): Promise<void> {
    const changes = judged.flatMap(({ before, after, outcome }) =>
      after === null || outcome === null
        ? []
        : [
            {
              before: before as DeclarationEntity | null,
              after: after as DeclarationEntity,
              action: actionOf[outcome],
              reason: listTitle(run.list),
            },
          ],
    );
    await this.declarations.register.recordAll(tx, changes);
  }
}

const actionOf = {
  added: declarationRecorded,
  changed: declarationChanged,
  returned: declarationChanged,
  deleted: declarationEnded,
  gone: declarationEnded,
} as const;

function reasonOf({ list }: ListRun, gvlId: number, verdict: Verdict): string {
  const like = 'like' in verdict ? verdict.like : [];
  const names = like.map(({ name, id }) => `${name} (${id ?? ''})`).join(', ');
  const allowed = like.length > 0 ? `; allowDuplicate: looks like ${names}` : '';
  return `${listTitle(list)}, vendor ${gvlId}${allowed}`.slice(0, 2_000);
}
