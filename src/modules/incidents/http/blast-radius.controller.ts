import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { BlastRadiusService } from '../blast-radius.service.js';
import { BlastRadiusDto, TouchedFlowDto, TouchedFlowsRequest } from './blast-radius.dto.js';

@Resource('incidents/:incidentId/blast-radius', 'Incidents')
export class BlastRadiusController {
  constructor(private readonly radius: BlastRadiusService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Whose data the incident can have touched, as it was in its window',
    description:
      'The sub-processor tree upwards to every vendor, their flows in force in the window and those closed without proof ' +
      'of deletion, with what they held then. What the register does not say is listed in unknowns.',
  })
  @ApiOkResponse({ type: BlastRadiusDto })
  async of(@Param('incidentId', Uuid) incidentId: string): Promise<BlastRadiusDto> {
    return BlastRadiusDto.of(await this.radius.of(incidentId));
  }

  @Get('flows')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The flows that the incident can have touched, by reference' })
  @ApiPage(TouchedFlowDto)
  flows(
    @Param('incidentId', Uuid) incidentId: string,
    @Query() query: TouchedFlowsRequest,
  ): Promise<Page<TouchedFlowDto>> {
    return this.radius.flows(incidentId, query, query);
  }
}
