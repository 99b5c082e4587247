import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Resource } from '../../../platform/http/resource.js';
import { CoverageService } from '../coverage.service.js';
import { CoverageReportDto, CoverageRequest } from './coverage.dto.js';

@Resource('notices/coverage', 'Notices')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Who gets data, and whether each group was told: undisclosed, stale, disclosed',
    description:
      'Everybody to whom an active flow gives data, directly or onward, for each group and company of ours. Flows that ' +
      'only come in, and those in which we work for others, do not count.',
  })
  @ApiOkResponse({ type: CoverageReportDto })
  async report(@Query() { limit, ...filter }: CoverageRequest): Promise<CoverageReportDto> {
    return CoverageReportDto.of(await this.coverage.report(filter, limit));
  }
}
