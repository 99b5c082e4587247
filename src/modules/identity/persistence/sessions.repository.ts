import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { RecentFailures } from '../domain/sign-in-throttle.js';
import { windowMinutes } from '../domain/sign-in-throttle.js';
import type { StaffRole } from '../../../shared/roles.js';
import { AccessTokenEntity, RefreshTokenEntity, SessionEntity, SignInAttemptEntity } from './user.entity.js';

export type Attempt = Readonly<{ id: string; account: Buffer; address: Buffer; at: Date }>;

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: Database) {}

  async start(tx: Tx, session: { id: string; userId: string; startedAt: Date }): Promise<void> {
    await tx.insert(SessionEntity, { ...session, endedAt: null, endReason: null });
  }

  async issue(
    tx: Tx,
    token: { kind: 'access' | 'refresh'; hash: Buffer; sessionId: string; expiresAt: Date },
  ): Promise<void> {
    const { kind, ...row } = token;
    if (kind === 'access') await tx.insert(AccessTokenEntity, row);
    else await tx.insert(RefreshTokenEntity, { ...row, usedAt: null });
  }

  /** Who holds this access token now: an ended session, a removed person or a changed role counts at once. */
  async holderOf(hash: Buffer, now: Date): Promise<Principal | null> {
    const [row] = await this.db.query<{ userId: string; sessionId: string; roles: StaffRole[] }>(
      `SELECT u.id AS "userId", s.id AS "sessionId", u.roles
         FROM access_token t JOIN session s ON s.id = t.session_id JOIN app_user u ON u.id = s.user_id
        WHERE t.hash = $1 AND t.expires_at > $2 AND s.ended_at IS NULL AND u.status = 'active'`,
      [hash, now],
    );
    return row
      ? { kind: 'user', id: row.userId, roles: row.roles, grant: { sessionId: row.sessionId } }
      : null;
  }

  lockRefresh(tx: Tx, hash: Buffer): Promise<RefreshTokenEntity | null> {
    return tx.findOne(RefreshTokenEntity, { where: { hash }, lock: { mode: 'pessimistic_write' } });
  }

  async markUsed(tx: Tx, hash: Buffer, usedAt: Date): Promise<void> {
    await tx.update(RefreshTokenEntity, { hash }, { usedAt });
  }

  findOpen(tx: Tx, id: string): Promise<SessionEntity | null> {
    return tx.findOneBy(SessionEntity, { id, endedAt: IsNull() });
  }

  /** Ends the person's open sessions, but for one when it is named; answers those that it ended. */
  async endAll(
    tx: Tx,
    userId: string,
    end: { at: Date; reason: string; except?: string },
  ): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE session SET ended_at = $2, end_reason = $3
        WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $4 RETURNING id`,
      [userId, end.at, end.reason, end.except ?? null],
    );
    return rows.map(({ id }) => id);
  }

  async end(tx: Tx, id: string, end: { at: Date; reason: string }): Promise<boolean> {
    const { affected } = await tx.update(
      SessionEntity,
      { id, endedAt: IsNull() },
      { endedAt: end.at, endReason: end.reason },
    );
    return affected === 1;
  }

  /** Counted as failed until it is known better, so that many tries at once cannot slip through together. */
  async noteAttempt(attempt: Attempt): Promise<RecentFailures> {
    await this.db.run((tx) => tx.insert(SignInAttemptEntity, { ...attempt, succeeded: false }));
    const [row] = await this.db.query<{ here: string; anywhere: string; familiar: boolean }>(
      `SELECT count(*) FILTER (WHERE NOT succeeded AND address = $2 AND at > $3::timestamptz - make_interval(mins => $4)) AS here,
              count(*) FILTER (WHERE NOT succeeded AND at > $3::timestamptz - interval '1 hour') AS anywhere,
              coalesce(bool_or(succeeded AND address = $2), false) AS familiar
         FROM sign_in_attempt WHERE account = $1 AND at > $3::timestamptz - interval '90 days'`,
      [attempt.account, attempt.address, attempt.at, windowMinutes],
    );
    return { here: Number(row?.here), anywhere: Number(row?.anywhere), familiar: row?.familiar ?? false };
  }

  async noteSuccess(tx: Tx, { id, account, address }: Attempt): Promise<void> {
    await tx.update(SignInAttemptEntity, { id }, { succeeded: true });
    await tx.delete(SignInAttemptEntity, { account, address, succeeded: false });
  }

  async forgetAttempts(tx: Tx, account: Buffer): Promise<void> {
    await tx.delete(SignInAttemptEntity, { account });
  }

  /** Access tokens that have ended, and attempts that no decision looks at any more. */
  async sweep(tx: Tx, now: Date): Promise<void> {
    const keptDays = 90;
    await tx.delete(AccessTokenEntity, { expiresAt: LessThan(now) });
    const at = LessThan(new Date(now.getTime() - keptDays * 86_400_000));
    await tx.delete(SignInAttemptEntity, { at });
  }
}
