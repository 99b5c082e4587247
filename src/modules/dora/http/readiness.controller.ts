import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import { Resource } from '../../../platform/http/resource.js';
import { Clock } from '../../../shared/clock.js';
import { localDate } from '../../../shared/local-date.js';
import { DoraFilings } from '../dora-filings.js';
import { DoraReadinessDto, DoraReadinessRequest } from './readiness.dto.js';

@Resource('exports/dora', 'DORA')
export class ReadinessController {
  constructor(
    private readonly filings: DoraFilings,
    private readonly clock: Clock,
  ) {}

  @Get('readiness')
  @Allow('auditor', 'dpo', 'procurement')
  @ApiOperation({
    summary: 'What the register of information (DORA Art. 28(3)) still lacks, by vendor and field',
    description: 'The same list refuses POST /exports with the register dora and the format xbrl-csv.',
  })
  @ApiOkResponse({ type: DoraReadinessDto })
  async readiness(@Query() { asOf, knownAt }: DoraReadinessRequest): Promise<DoraReadinessDto> {
    const known = { knownAt: knownAt === undefined ? this.clock.now() : new Date(knownAt) };
    return DoraReadinessDto.of(asOf, await this.filings.assembled(localDate(asOf), known));
  }
}
