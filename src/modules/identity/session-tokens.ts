import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { newSecret, secretHash } from '../../platform/auth/secrets.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { SessionsRepository } from './persistence/sessions.repository.js';

export const accessPrefix = 'kha_';
const refreshPrefix = 'khr_';
const minuteMs = 60_000;

/** `expiresIn` is the access token's life in seconds (RFC 6749 5.1). */
export type Tokens = Readonly<{ accessToken: string; expiresIn: number; refreshToken: string }>;

@Injectable()
export class SessionTokens {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly sessions: SessionsRepository,
    upkeep: Upkeep,
  ) {
    upkeep.add('sign-in', (tx, now) => this.sessions.sweep(tx, now));
  }

  async issue(tx: Tx, sessionId: string): Promise<Tokens> {
    const [access, refresh] = [newSecret(accessPrefix), newSecret(refreshPrefix)];
    const accessMs = this.config.KEYHOLDER_ACCESS_TOKEN_MINUTES * minuteMs;
    const refreshMs = this.config.KEYHOLDER_REFRESH_TOKEN_DAYS * 24 * 60 * minuteMs;
    await this.sessions.issue(tx, this.row('access', access, sessionId, accessMs));
    await this.sessions.issue(tx, this.row('refresh', refresh, sessionId, refreshMs));
    return { accessToken: access, expiresIn: accessMs / 1000, refreshToken: refresh };
  }

  private row<K extends 'access' | 'refresh'>(kind: K, secret: string, sessionId: string, lifeMs: number) {
    return {
      kind,
      hash: secretHash(secret),
      sessionId,
      expiresAt: new Date(this.clock.now().getTime() + lifeMs),
    };
  }
}
