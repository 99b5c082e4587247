import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { adequacyLists, decisionNamed, knownAt, type AdequacyChanges } from './domain/adequacy-change.js';
import { AdequacyChangesRepository } from './persistence/adequacy-changes.repository.js';

/** The recorded changes of adequacy, read anew each time: every instance answers alike from the moment one is recorded. */
@Injectable()
export class AdequacyBook {
  constructor(private readonly changes: AdequacyChangesRepository) {}

  /** With a moment: those that were on record then. */
  async read(at?: Date): Promise<AdequacyChanges> {
    const all = await this.changes.all();
    return at === undefined ? all : beforeRevocation(knownAt(all, at));
  }

  /** Whether there is, or was, a decision with this code in any of the lists. */
  async knows(code: string): Promise<boolean> {
    const changes = await this.read();
    return adequacyLists.some((list) => decisionNamed(list, code, changes) !== null);
  }

  /** For whoever decides by it: it stays as it is until the transaction ends. */
  hold(tx: Tx): Promise<void> {
    return this.changes.hold(tx);
  }
}

/** As they stood when nobody had revoked them yet. */
function beforeRevocation(changes: AdequacyChanges): AdequacyChanges {
  return changes.map((change) => ({ ...change, revokedAt: null }));
}
