import { Body, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { TemplateImportsService } from '../template-imports.service.js';
import { mappingIn, TemplateImportReportDto, TemplateImportRequest } from './template-import.dto.js';

@Resource('questionnaire-templates/import', 'Questionnaires')
export class TemplateImportsController {
  constructor(private readonly imports: TemplateImportsService) {}

  @Post()
  @HttpCode(200)
  @TakesFile()
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Import a questionnaire as a draft, with a report of how it was read' })
  @ApiOkResponse({ type: TemplateImportReportDto })
  async import(
    @UploadedFile() file: Upload,
    @Body() { format, dryRun, name, templateId, mapping = '{}' }: TemplateImportRequest,
  ): Promise<TemplateImportReportDto> {
    const said = { name: name ?? null, templateId: templateId ?? null, mapping: mappingIn(mapping) ?? {} };
    const order = { format, dryRun, ...said };
    return TemplateImportReportDto.of(await this.imports.import(file, order));
  }
}
