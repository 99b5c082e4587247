import type { KeyObject } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../database/database.js';
import { uuidv7 } from '../ids.js';
import { signNote } from './checkpoint.js';
import { KeyFile, publicHalf } from './key-file.js';
import type { LedgerKey } from './ledger-key.js';
import { LedgerKeyEntity } from './ledger.entity.js';
import { refuseLedger as refuse } from './ledger-errors.js';
import { Registers, type Register } from './register.js';

export const keyRegistered = 'ledger_key.registered';
export const keyRetired = 'ledger_key.retired';
export const keyRevoked = 'ledger_key.revoked';
const keyLock = 'keyholder.ledger-keys';
const mostKeys = 1_000;

/** Which key signs the checkpoints, and the published history of those that did. */
@Injectable()
export class LedgerKeys implements OnModuleInit {
  private readonly log = new Logger('LedgerKeys');
  private readonly register: Register<LedgerKey>;

  constructor(
    private readonly file: KeyFile,
    private readonly db: Database,
    private readonly clock: Clock,
    registers: Registers,
  ) {
    this.register = registers.open<LedgerKey>({ type: 'ledger_key', entity: LedgerKeyEntity });
  }

  /** A new key at the end of the file takes over here, when the file still holds the one before to endorse it. */
  async onModuleInit(): Promise<void> {
    const signs = await this.db.run(async (tx) => {
      await this.takeTurn(tx);
      const current = await this.current();
      if (current === null) await this.follow(tx, null, 'the first key');
      else if ((await this.isNew()) && this.privateKeyOf(current))
        await this.follow(tx, current, 'the key file has a newer one');
      return this.privateKeyOf(await this.current(tx)) !== null;
    });
    if (!signs)
      this.log.warn(
        'The key file of this instance does not hold the current key of the ledger: it seals entries, and leaves checkpoints to others.',
      );
  }

  /** Oldest first. */
  async all(): Promise<LedgerKey[]> {
    return this.register.list({}, mostKeys);
  }

  async current(tx?: Tx): Promise<LedgerKey | null> {
    if (tx) return tx.findOneBy(LedgerKeyEntity, { status: 'current' });
    return this.register.find({ status: 'current' });
  }

  /** The key and its private half; null when this instance does not have it. */
  async signer(tx: Tx): Promise<{ key: LedgerKey; privateKey: KeyObject } | null> {
    const key = await this.current(tx);
    const privateKey = this.privateKeyOf(key);
    return key && privateKey && { key, privateKey };
  }

  /**
   * The newest key of this instance's file takes the place of one that was lost or is not ours alone any more. Nothing
   * endorses it but who decides here: verifiers are told.
   */
  replace(reason: string): Promise<LedgerKey> {
    return this.db.run(async (tx) => {
      await this.takeTurn(tx);
      const current = await this.current(tx);
      if (!(await this.isNew()))
        refuse(
          'ledger.no_newer_key',
          'The newest key of the key file is the current one, or was one before.',
        );
      return this.follow(tx, current, reason, 'revoked');
    });
  }

  /**
   * For a ledger that was restored: where this instance does not have the private half of the current key, its own
   * newest follows. Nothing endorses it, and what was signed before stays good. False where it has the key.
   */
  async takeOver(tx: Tx, reason: string): Promise<boolean> {
    await this.takeTurn(tx);
    const current = await this.current(tx);
    if (this.privateKeyOf(current)) return false;
    if (!(await this.isNew()))
      refuse('ledger.no_newer_key', 'The newest key of the key file was one of this ledger before.');
    await this.follow(tx, current, reason);
    return true;
  }

  private async follow(
    tx: Tx,
    previous: LedgerKey | null,
    reason: string,
    ending: 'retired' | 'revoked' = 'retired',
  ): Promise<LedgerKey> {
    if (previous) await this.end(tx, previous, ending, reason);
    const after = await this.successor(tx, previous, ending === 'retired');
    return this.register.record(tx, { before: null, after, action: keyRegistered, reason });
  }

  private async end(tx: Tx, before: LedgerKey, status: 'retired' | 'revoked', reason: string): Promise<void> {
    const after = { ...before, status, endedAt: this.clock.now(), endedBecause: reason };
    const action = status === 'retired' ? keyRetired : keyRevoked;
    await this.register.record(tx, { before, after, action, reason });
  }

  private async successor(tx: Tx, previous: LedgerKey | null, isEndorsed: boolean): Promise<LedgerKey> {
    const now = this.clock.now();
    const privateKey = this.file.newest;
    const publicKey = publicHalf(privateKey);
    const { origin, sinceSize } = await this.beginning(tx, previous);
    const said = {
      origin,
      publicKey,
      sinceSize,
      previous: previous?.publicKey ?? null,
      at: now.toISOString(),
    };
    const text = `${canonicalJson(said)}\n`;
    const endorser = isEndorsed ? this.privateKeyOf(previous) : null;
    return {
      ...{ id: uuidv7(now), revision: 0, status: 'current', origin, publicKey, sinceSize, createdAt: now },
      statement: signNote(text, origin, privateKey),
      endorsement: endorser && signNote(text, origin, endorser),
      previousId: previous?.id ?? null,
      endedAt: null,
      endedBecause: null,
    };
  }

  private async isNew(): Promise<boolean> {
    return (await this.register.find({ publicKey: publicHalf(this.file.newest) })) === null;
  }

  private privateKeyOf(key: LedgerKey | null): KeyObject | null {
    return key && this.file.matching(key.publicKey);
  }

  /** From which size of the tree on, and under which name. */
  private async beginning(
    tx: Tx,
    previous: LedgerKey | null,
  ): Promise<{ origin: string; sinceSize: string }> {
    const [known] = await tx.query<{ id: string; size: string }[]>(
      'SELECT id, (SELECT coalesce(max(position) + 1, 0) FROM ledger_leaf) AS size FROM installation',
    );
    const { id = '', size = '0' } = known ?? {};
    return { origin: previous?.origin ?? this.file.originFor(id), sinceSize: size };
  }

  /** Two instances that start at once do not both begin a history. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [keyLock]);
  }
}
