import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { SubprocessorImportService } from '../subprocessor-import.service.js';
import {
  listOrderOf,
  SubprocessorImportReportDto,
  SubprocessorImportRequest,
} from './subprocessor-import.dto.js';

@Resource('vendors/:vendorId/subprocessors/import', 'Sub-processors')
export class SubprocessorImportController {
  constructor(private readonly imports: SubprocessorImportService) {}

  @Post()
  @HttpCode(200)
  @TakesFile()
  @Allow('procurement', 'dpo')
  @ApiOperation({
    summary: 'Compare the list that a vendor publishes with what we know, and take it over',
    description:
      'Markdown or a table, as vendors publish it. Companies are recognised by their names, never by an address alone; every ' +
      'generous reading is reported. The same list again changes nothing.',
  })
  @ApiOkResponse({ type: SubprocessorImportReportDto })
  async import(
    @Param('vendorId', Uuid) vendorId: string,
    @UploadedFile() file: Upload,
    @Body() request: SubprocessorImportRequest,
  ): Promise<SubprocessorImportReportDto> {
    return SubprocessorImportReportDto.of(await this.imports.take(vendorId, file, listOrderOf(request)));
  }
}
