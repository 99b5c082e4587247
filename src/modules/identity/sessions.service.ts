import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { currentContext } from '../../platform/http/request-context.js';
import { uuidv7 } from '../../platform/ids.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { refuse } from './domain/identity-errors.js';
import { secondsToWait } from './domain/sign-in-throttle.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { UsersRepository } from './persistence/users.repository.js';
import { accessPrefix, SessionTokens, type Tokens } from './session-tokens.js';
import { SignInSurroundings } from './sign-in-surroundings.js';

/** Signing in and out. Tokens are random and looked up, so that whatever ends a session ends it on the next request. */
@Injectable()
export class SessionsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly sessions: SessionsRepository,
    private readonly users: UsersRepository,
    private readonly tokens: SessionTokens,
    private readonly surroundings: SignInSurroundings,
  ) {}

  onModuleInit(): void {
    this.surroundings.credentials.accept(accessPrefix, (secret) =>
      this.sessions.holderOf(secretHash(secret), this.clock.now()),
    );
  }

  async signIn(email: string, password: string, address: string): Promise<Tokens> {
    const attempt = this.surroundings.attempt(email, address);
    const wait = secondsToWait(await this.sessions.noteAttempt(attempt));
    if (wait > 0)
      refuse('auth.too_many_attempts', 'Too many failed sign-ins from here. Wait, then try again.', {
        retryAfterSeconds: wait,
      });
    const user = await this.users.findActive(email);
    const fits = await this.surroundings.passwords.fits(password, user?.passwordHash ?? null);
    if (!user || !fits) return refuse('auth.bad_credentials', 'E-mail address or password is wrong.');
    return this.db.run(async (tx) => {
      const session = { id: uuidv7(this.clock.now()), userId: user.id, startedAt: this.clock.now() };
      currentContext().principal = { kind: 'user', id: user.id, roles: user.roles, grant: {} };
      await this.sessions.noteSuccess(tx, attempt);
      await this.sessions.start(tx, session);
      await this.announce(tx, session.id, { revision: 1, userId: user.id, endReason: null });
      return this.tokens.issue(tx, session.id);
    });
  }

  /** A refresh token works once. Presented again, it ends the session: one of the two holders is not the person. */
  async refresh(secret: string): Promise<Tokens> {
    const outcome = await this.db.run(async (tx) => {
      const token = await this.sessions.lockRefresh(tx, secretHash(secret));
      const session = token && (await this.sessions.findOpen(tx, token.sessionId));
      if (!token || !session || token.expiresAt <= this.clock.now()) return 'ended';
      const user = await this.users.register.find({ id: session.userId, status: 'active' });
      if (!user) return 'ended';
      if (token.usedAt) {
        await this.end(tx, session.id, session.userId, 'refresh token used twice');
        return 'reused';
      }
      await this.sessions.markUsed(tx, token.hash, this.clock.now());
      return this.tokens.issue(tx, session.id);
    });
    if (outcome === 'reused') return refuse('auth.refresh_reused', 'This refresh token was used before.');
    if (outcome === 'ended') return refuse('auth.bad_credentials', 'The session has ended. Sign in again.');
    return outcome;
  }

  async signOut(sessionId: string, userId: string): Promise<void> {
    await this.db.run((tx) => this.end(tx, sessionId, userId, 'signed out'));
  }

  /** For a removed person, changed roles or a changed password. */
  async endAll(tx: Tx, userId: string, reason: string, except?: string): Promise<void> {
    for (const id of await this.sessions.endAll(tx, userId, { at: this.clock.now(), reason, except }))
      await this.announce(tx, id, { revision: 2, userId, endReason: reason });
  }

  private async end(tx: Tx, sessionId: string, userId: string, reason: string): Promise<void> {
    const ended = await this.sessions.end(tx, sessionId, { at: this.clock.now(), reason });
    if (ended) await this.announce(tx, sessionId, { revision: 2, userId, endReason: reason });
  }

  private announce(
    tx: Tx,
    id: string,
    session: { revision: number; userId: string; endReason: string | null },
  ) {
    const { revision, userId, endReason } = session;
    const action = endReason === null ? 'session.started' : 'session.ended';
    const changed = endReason === null ? ['userId'] : ['endReason'];
    const state = { userId, endReason };
    return this.ledger.append(tx, [
      { action, subjectType: 'session', subjectId: id, revision, reason: endReason, state, changed },
    ]);
  }
}
