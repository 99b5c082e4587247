import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../auth/access.js';
import { secretHash } from '../auth/secrets.js';
import { Config } from '../config/config.js';
import { refuse } from '../errors/request-errors.js';
import { Metrics } from './metrics.js';

const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

@ApiTags('Operations')
@Public()
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'Prometheus figures; for loopback addresses, or with the bearer token KEYHOLDER_METRICS_TOKEN',
  })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  read(@Req() request: Request): Promise<string> {
    if (!this.mayRead(request)) refuse('request.not_found', 'There is nothing at this address.');
    return this.metrics.text();
  }

  private mayRead(request: Request): boolean {
    const token = this.config.KEYHOLDER_METRICS_TOKEN;
    if (token === undefined)
      return loopback.test(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'];
    const given = (request.headers.authorization ?? '').replace(/^Bearer /i, '');
    return timingSafeEqual(secretHash(given), secretHash(token));
  }
}
