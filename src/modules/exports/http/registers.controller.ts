import { pipeline } from 'node:stream/promises';
import { Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { Clock } from '../../../shared/clock.js';
import { RegisterExportsService, type Asked } from '../register-exports.service.js';
import { AsOfRequest } from './registers.dto.js';

const longestStallMs = 60_000;
const description =
  'One row for each thing on record, streamed from one snapshot; the columns and their order do not change, new ones go to the ' +
  'end. Roles: auditor, dpo and procurement; the ledger is for auditors. Each export is itself on record.';

@Resource('registers', 'Exports')
export class RegistersController {
  constructor(
    private readonly exports: RegisterExportsService,
    private readonly clock: Clock,
  ) {}

  @Get(':register.csv')
  @Allow('auditor', 'dpo', 'procurement')
  @ApiParam({ name: 'register', example: 'data-flows' })
  @ApiOperation({
    summary: 'A register as CSV (RFC 4180, UTF-8)',
    description: `${description} Several values in a cell are joined with "; "; text that a spreadsheet would calculate begins with an apostrophe.`,
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @Param('register') register: string,
    @Query() when: AsOfRequest,
    @Who() by: Principal,
    @Res() response: Response,
  ): Promise<void> {
    return this.send(
      response,
      { ...when.asked(), register, format: 'csv' },
      'text/csv; charset=utf-8; header=present',
      by,
    );
  }

  @Get(':register.ndjson')
  @Allow('auditor', 'dpo', 'procurement')
  @ApiParam({ name: 'register', example: 'data-flows' })
  @ApiOperation({ summary: 'A register as one JSON object a line', description })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  ndjson(
    @Param('register') register: string,
    @Query() when: AsOfRequest,
    @Who() by: Principal,
    @Res() response: Response,
  ): Promise<void> {
    return this.send(
      response,
      { ...when.asked(), register, format: 'ndjson' },
      'application/x-ndjson; charset=utf-8',
      by,
    );
  }

  /** A stream that breaks off breaks the connection, so that half a register never looks like a whole one. */
  private async send(response: Response, asked: Asked, type: string, by: Principal): Promise<void> {
    const { register, format, asOf } = asked;
    const text = await this.exports.open(asked, by);
    try {
      response.setHeader('Content-Type', type);
      response.setHeader(
        'Content-Disposition',
        `attachment; filename="${register}-${asOf ?? this.clock.today()}.${format}"`,
      );
      response.setHeader('Cache-Control', 'no-store');
      response.setTimeout(longestStallMs, () => response.destroy());
      response.once('close', () => void text.return()); // nobody waits for a row that nobody reads
      await pipeline(text, response);
    } finally {
      await text.return(); // also when whoever asked was gone before the first piece
    }
  }
}
