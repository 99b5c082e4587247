import { Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TemplatesService } from '../templates.service.js';
import { VersionDifferenceDto, VersionDifferenceRequest } from './difference.dto.js';
import { exported } from './template-export.js';
import { ExportRequest } from './template-import.dto.js';
import { VersionNumber } from './version-number.js';

@Resource('questionnaire-templates', 'Questionnaires')
export class TemplateContentController {
  constructor(private readonly templates: TemplatesService) {}

  @Get(':id/versions/:version/difference')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What changed from an earlier version to this one, also in words' })
  @ApiOkResponse({ type: VersionDifferenceDto })
  async difference(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) to: number,
    @Query() { from = Math.max(1, to - 1) }: VersionDifferenceRequest,
  ): Promise<VersionDifferenceDto> {
    return VersionDifferenceDto.of({ from, to }, await this.templates.difference(id, { from, to }));
  }

  @Get(':id/versions/:version/content')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'The questionnaire as a file: JSON that can be imported, a workbook, or a PDF to print',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'An attachment', schema: { type: 'string', format: 'binary' } })
  async content(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @Query() { format }: ExportRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const template = await this.templates.get(id);
    return exported(response, format, { template, version: await this.templates.version(id, version) });
  }
}
