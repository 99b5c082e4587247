import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { mergeMap, type Observable } from 'rxjs';
import { filtersOf, readOnRecord, type ReadThing } from './access-record.js';
import { AccessRecords } from './access-records.js';

/** Notes who got what from a route that is marked with `ReadOnRecord`; an answer that cannot be noted is not given. */
@Injectable()
export class AccessRecordsInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly records: AccessRecords,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const what = this.reflector.get<ReadThing | undefined>(readOnRecord, context.getHandler());
    if (what === undefined) return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    return next.handle().pipe(mergeMap((body: unknown) => this.noted(what, request, body)));
  }

  private async noted(what: ReadThing, { query }: Request, body: unknown): Promise<unknown> {
    const shown = (body ?? {}) as { items?: unknown; id?: unknown; entryId?: unknown };
    const rowCount = Array.isArray(shown.items) ? shown.items.length : null;
    const id = rowCount === null ? (shown.id ?? shown.entryId) : null;
    const subjectId = typeof id === 'string' ? id : null;
    await this.records.note({ what, subjectId, rowCount, filters: filtersOf(query) });
    return body;
  }
}
