import { pipeline } from 'node:stream/promises';
import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { AccessRecords } from '../../../platform/access-records/access-records.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { BundleDownloads } from '../bundle-downloads.service.js';
import { ExportsService } from '../exports.service.js';
import { ExportDetailDto, ExportDto, ExportsRequest, RequestExportDto } from './exports.dto.js';

const readers: readonly StaffRole[] = ['auditor', 'dpo', 'procurement'];
const longestStallMs = 60_000;

@Resource('exports', 'Exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly downloads: BundleDownloads,
    private readonly ledger: LedgerReader,
    private readonly records: AccessRecords,
  ) {}

  @Get()
  @Allow(...readers)
  @ApiOperation({ summary: 'Exports that were asked for, by whom and why' })
  @ApiPage(ExportDto)
  async list(@Query() query: ExportsRequest): Promise<Page<ExportDto>> {
    return mapPage(await this.exports.page(query, query), (one) => ExportDto.of(one));
  }

  @Post()
  @HttpCode(202)
  @Allow(...readers)
  @ApiOperation({
    summary: 'Ask for a register as a signed bundle that anybody can verify offline',
    description:
      'A job makes it: a ZIP archive with the data, the ledger entries behind each row with the hashes that lead to a ' +
      'signed head of the ledger, and a signed manifest. docs/bundle-format.md describes it; `npx keyholder verify` checks it.',
  })
  @ApiAcceptedResponse({
    type: ExportDetailDto,
    headers: { Location: { schema: { type: 'string' }, description: 'The export; jobId names its job.' } },
  })
  async request(
    @Body() body: RequestExportDto,
    @Who() by: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExportDetailDto> {
    const asked = await this.exports.request(RequestExportDto.asked(body), by);
    response.setHeader('Location', `/api/v1/exports/${asked.id}`);
    return ExportDetailDto.whole(asked);
  }

  @Get(':id')
  @Allow(...readers)
  @ApiOperation({ summary: 'An export with its manifest, also after the bundle is gone' })
  @ApiOkResponse({ type: ExportDetailDto })
  async get(@Param('id', Uuid) id: string): Promise<ExportDetailDto> {
    return ExportDetailDto.whole(await this.exports.get(id));
  }

  @Get(':id/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of an export' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('export', id, query), (entry) => RevisionDto.of(entry));
  }

  @Get(':id/content')
  @Allow(...readers)
  @ApiOperation({
    summary: 'The bundle, while it is kept',
    description: 'For whoever may read its register. Each download is on record.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } })
  async content(
    @Param('id', Uuid) id: string,
    @Who() by: Principal,
    @Res() response: Response,
  ): Promise<void> {
    const asked = await this.downloads.readable(id, by);
    const bytes = await this.downloads.open(asked);
    await this.records
      .note({ what: 'export_bundle', subjectId: id, rowCount: asked.rowCount })
      .catch((error: unknown) => {
        bytes.destroy();
        throw error;
      });
    response.attachment(`keyholder-${asked.register}-${asked.id}.zip`);
    response.setHeader('Content-Type', 'application/zip');
    response.setHeader('Content-Length', asked.byteCount ?? '');
    response.setHeader('ETag', `"${asked.sha256 ?? ''}"`);
    response.setHeader('Cache-Control', 'no-store');
    response.setTimeout(longestStallMs, () => response.destroy());
    await pipeline(bytes, response);
  }
}
