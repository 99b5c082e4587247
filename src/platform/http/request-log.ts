import type { NextFunction, Request, Response } from 'express';
import type { Metrics } from '../health/metrics.js';
import { uuidv7 } from '../ids.js';
import type { Log } from '../logging/logger.js';
import type { Clock } from '../../shared/clock.js';
import { runInContext, type RequestContext } from './request-context.js';

const givenId = /^[\w.-]{8,100}$/;

type Routed = { route?: { path?: string } };

/**
 * Opens the context of a request: its id (the caller's X-Request-Id when it is well-formed), who acts; and writes one
 * line when it ends. The line holds the route's pattern, never the address itself, which may name people.
 */
export function requestLog(log: Log, clock: Clock, metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && givenId.test(given) ? given : uuidv7(clock.now());
    const context: RequestContext = { requestId, principal: null };
    const startedAt = process.hrtime.bigint();
    response.setHeader('X-Request-Id', requestId);
    response.on('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const route = (request as Routed).route?.path ?? 'unknown';
      const { principal } = context;
      const line = { requestId, method: request.method, route, status: response.statusCode };
      metrics.observe({ method: request.method, route, status: response.statusCode }, seconds);
      log.info({
        ...line,
        ms: Math.round(seconds * 1e5) / 100,
        actor: principal && `${principal.kind}:${principal.id}`,
      });
    });
    runInContext(context, next);
  };
}
