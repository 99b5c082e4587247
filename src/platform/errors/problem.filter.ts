import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { definitionOf } from '../../shared/domain-error.js';
import { currentContext } from '../http/request-context.js';
import { problemOf, type Problem } from './problem.js';

/** RFC 9457: every refusal of every route looks the same. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<Request>(), http.getResponse<Response>(), this.log);
  }
}

export function answerProblem(error: unknown, request: Request, response: Response, log?: Logger): void {
  const problem = problemOf(error);
  if (problem.status >= 500)
    log?.error(error instanceof Error ? (error.stack ?? error.message) : 'a thrown non-error');
  if (response.headersSent) {
    response.destroy(); // half an answer must not look like a whole one
    return;
  }
  setHeaders(response, problem);
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(documentOf(problem, request)));
}

function setHeaders(response: Response, { status, details }: Problem): void {
  const { retryAfterSeconds } = details;
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 503) response.setHeader('Retry-After', '1');
  if (typeof retryAfterSeconds === 'number') response.setHeader('Retry-After', String(retryAfterSeconds));
  response.removeHeader('ETag');
  response.setHeader('Cache-Control', 'no-store');
}

function documentOf({ status, code, detail, details }: Problem, request: Request): object {
  const definition = definitionOf(code);
  return {
    type: `/api/problems/${code}`,
    title: definition?.title ?? 'The request was refused',
    status,
    detail,
    instance: request.originalUrl.split('?')[0],
    code,
    remedy: definition?.remedy,
    requestId: currentContext().requestId,
    ...details,
  };
}
