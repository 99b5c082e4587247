import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { LessThan } from 'typeorm';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../database/database.js';
import { Upkeep } from '../upkeep.js';
import { refuse } from '../errors/request-errors.js';
import { secretHash } from '../auth/secrets.js';
import { IdempotencyKeyEntity } from './idempotency.entity.js';
import { currentContext } from './request-context.js';
import { seal, unseal } from './sealed-answer.js';
import { uploadOf } from './upload.interceptor.js';

const keptHours = 24;
const keptHeaders = ['etag', 'location'];
const keyShape = /^[\x21-\x7e]{1,255}$/;

/**
 * POST with an Idempotency-Key: effect and answer are stored in one transaction, so that a retry, also after a crash,
 * gets the first answer and has no second effect. Refusals are not stored: nothing happened, and the retry is judged anew.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    upkeep: Upkeep,
  ) {
    upkeep.add('idempotency keys', async (tx, now) => {
      const createdAt = LessThan(new Date(now.getTime() - keptHours * 3_600_000));
      await tx.delete(IdempotencyKeyEntity, { createdAt });
    });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const header = request.headers['idempotency-key'];
    if (request.method !== 'POST' || header === undefined || isSignIn(request)) return next.handle();
    const key = typeof header === 'string' && keyShape.test(header) ? header : undefined;
    if (key === undefined)
      refuse('idempotency.bad_key', 'The Idempotency-Key has 1 to 255 visible ASCII characters.');
    return from(this.once(key ?? '', request, http.getResponse<Response>(), next));
  }

  private once(key: string, request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const { principal } = currentContext();
    const owner = principal ? `${principal.kind}:${principal.id}` : `address:${request.ip ?? ''}`;
    return this.db.run(async (tx) => {
      await this.claim(tx, owner, key);
      const first = await tx.findOneBy(IdempotencyKeyEntity, { owner, keyHash: secretHash(key) });
      const fingerprint = fingerprintOf(request);
      if (first) return replay(first, { key, fingerprint }, response);
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await tx.insert(IdempotencyKeyEntity, {
        owner,
        keyHash: secretHash(key),
        fingerprint,
        status: response.statusCode,
        headers: shownHeaders(response),
        body: seal(key, JSON.stringify(body ?? null)),
        createdAt: this.clock.now(),
      });
      return body;
    });
  }

  private async claim(tx: Tx, owner: string, key: string): Promise<void> {
    const [lock] = await tx.query<{ mine: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
      [`idempotency\n${owner}\n${key}`],
    );
    if (!lock?.mine) refuse('idempotency.still_running', 'The first request with this key is still running.');
  }
}

/** A new session each time: its tokens are never kept. */
const isSignIn = (request: Request) => request.path.startsWith('/api/v1/auth/');

function fingerprintOf(request: Request): Buffer {
  const { upload, fields } = uploadOf(request);
  const content = canonicalJson([
    request.method,
    request.originalUrl,
    request.body ?? null,
    upload?.sha256 ?? null,
    fields,
  ]);
  return createHash('sha256').update(content).digest();
}

function replay(
  first: IdempotencyKeyEntity,
  { key, fingerprint }: { key: string; fingerprint: Buffer },
  response: Response,
): unknown {
  if (!first.fingerprint.equals(fingerprint))
    refuse('idempotency.other_request', 'This key was used with another body or address.');
  response.status(first.status).setHeader('Idempotency-Replayed', 'true');
  for (const [name, value] of Object.entries(first.headers)) response.setHeader(name, value);
  return JSON.parse(unseal(key, first.body)) ?? undefined;
}

function shownHeaders(response: Response): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = response.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
