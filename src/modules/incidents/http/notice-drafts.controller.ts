import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { NoticeDraftsService } from '../notice-drafts.service.js';
import { NoticeDraftDto, NoticeDraftRequest } from './notice-draft.dto.js';

@Resource('incidents/:incidentId/notice-draft', 'Incidents')
export class NoticeDraftsController {
  constructor(private readonly drafts: NoticeDraftsService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What the authority or people are to be told, filled from the facts, with what is missing',
    description:
      'Of the incident as a whole. It is sent and recorded by people: a first notice with what is known, the rest in phases (GDPR Art. 33(4)).',
  })
  @ApiOkResponse({ type: NoticeDraftDto })
  async draft(
    @Param('incidentId', Uuid) incidentId: string,
    @Query() { to }: NoticeDraftRequest,
  ): Promise<NoticeDraftDto> {
    return NoticeDraftDto.of(await this.drafts.draft(incidentId, to));
  }
}
