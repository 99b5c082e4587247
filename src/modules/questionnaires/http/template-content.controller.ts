import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TemplatesService } from '../templates.service.js';
import { DifferenceDto, DifferenceRequest } from './difference.dto.js';
import { VersionNumber } from './version-number.js';

@Resource('questionnaire-templates', 'Questionnaires')
export class TemplateContentController {
  constructor(private readonly templates: TemplatesService) {}

  @Get(':id/versions/:version/difference')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What changed from an earlier version to this one, also in words' })
  @ApiOkResponse({ type: DifferenceDto })
  async difference(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) to: number,
    @Query() { from = Math.max(1, to - 1) }: DifferenceRequest,
  ): Promise<DifferenceDto> {
    return DifferenceDto.of({ from, to }, await this.templates.difference(id, { from, to }));
  }
}
