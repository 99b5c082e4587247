import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { answerProblem } from '../errors/problem.filter.js';
import { refusal } from '../errors/request-errors.js';

const minuteMs = 60_000;

/** At most so many requests a minute from one address, for what is open to everybody; each instance counts for itself. */
export function limited(perMinute: number): RequestHandler {
  return rateLimit({
    ...{ windowMs: minuteMs, limit: perMinute, standardHeaders: 'draft-8', legacyHeaders: false },
    ipv6Subnet: 64,
    handler: (request: Request, response: Response) => {
      const left = Number(response.getHeader('Retry-After') ?? minuteMs / 1_000);
      const error = refusal('request.too_many', `${perMinute} requests a minute are answered here.`, {
        retryAfterSeconds: left,
      });
      answerProblem(error, request, response);
    },
  });
}
