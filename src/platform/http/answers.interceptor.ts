import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';

type Shown = { revision?: unknown; nextCursor?: unknown; items?: unknown };

/** A single resource carries its revision as a strong ETag (304 when the caller has it); a list page names the next one. */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(map((body: unknown) => answered(body, http.getRequest<Request>(), http.getResponse<Response>())));
  }
}

function answered(body: unknown, request: Request, response: Response): unknown {
  if (typeof body !== 'object' || body === null || response.headersSent) return body;
  const { revision, nextCursor, items } = body as Shown;
  if (Array.isArray(items) && typeof nextCursor === 'string')
    response.setHeader('Link', `<${nextAddress(request, nextCursor)}>; rel="next"`);
  if (typeof revision !== 'number' || request.query['at'] !== undefined) return body;
  response.setHeader('ETag', `"${revision}"`);
  if (request.method === 'GET' && matches(request.headers['if-none-match'], revision)) {
    response.status(304);
    return undefined;
  }
  return body;
}

function matches(header: string | undefined, revision: number): boolean {
  return (
    header?.split(',').some((tag) => ['*', `"${revision}"`].includes(tag.trim().replace(/^W\//, ''))) ?? false
  );
}

function nextAddress(request: Request, cursor: string): string {
  const address = new URL(request.originalUrl, 'http://here');
  address.searchParams.set('cursor', cursor);
  return `${address.pathname}${address.search}`;
}
