import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { everybodyInside } from '../../../shared/roles.js';
import { DutiesQuestionService } from '../duties-question.service.js';
import { DutiesRequest, FlowDutiesDto } from './duties.dto.js';

@Resource('data-flows/:id/duties', 'Data flows')
export class DutiesController {
  constructor(private readonly duties: DutiesQuestionService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'May a person advise, decide or resume here, or what keeps them from it?',
    description:
      'A person is everything that they act as: their account, accounts of before with the same address, and the API keys ' +
      'that any of these made. The same conflicts refuse the act.',
  })
  @ApiOkResponse({ type: FlowDutiesDto })
  async of(
    @Param('id', Uuid) id: string,
    @Query() { personId }: DutiesRequest,
    @Who() by: Principal,
  ): Promise<FlowDutiesDto> {
    return FlowDutiesDto.of(await this.duties.of(id, by, personId));
  }
}
