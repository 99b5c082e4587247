import { Body, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { Who } from '../../../platform/http/who.js';
import { JobDto } from '../../../platform/jobs/jobs.controller.js';
import { mappingIn } from '../domain/import-columns.js';
import { VendorImportService } from '../vendor-import.service.js';
import { ImportReportDto, ImportRequest } from './vendor-import.dto.js';

@Resource('vendors/import', 'Vendors')
export class VendorImportController {
  constructor(private readonly imports: VendorImportService) {}

  @Post()
  @HttpCode(200)
  @TakesFile()
  @Allow('procurement')
  @ApiOperation({
    summary:
      'Import a list of vendors: every row is judged, and importing the same file again changes nothing',
  })
  @ApiOkResponse({ type: ImportReportDto, description: 'Up to 2,000 rows: done, or nothing is.' })
  @ApiAcceptedResponse({
    type: JobDto,
    description: 'More rows: a job, at Location; its result is the same report.',
    headers: { Location: { schema: { type: 'string' }, description: 'The job.' } },
  })
  async import(
    @Who() { id: actorId }: Principal,
    @UploadedFile() file: Upload,
    @Body() { dryRun, allowDuplicate, format, mapping }: ImportRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportReportDto | JobDto> {
    const order = { dryRun, allowDuplicate, format, mapping: mappingIn(mapping ?? '{}') ?? {} };
    const done = await this.imports.take(actorId, file, order);
    if ('rows' in done) return ImportReportDto.of(done);
    response.status(202).setHeader('Location', `/api/v1/jobs/${done.id}`);
    return JobDto.of(done);
  }
}
