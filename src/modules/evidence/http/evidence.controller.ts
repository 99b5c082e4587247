import { Body, Get, Param, Patch, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { EvidenceService } from '../evidence.service.js';
import {
  ChangeEvidenceDto,
  EvidenceDto,
  EvidenceRequest,
  StoredEvidenceDto,
  StoreEvidenceDto,
} from './evidence.dto.js';

/** Audit and penetration test reports are confidential: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'approver', 'auditor'];

@Resource('evidence', 'Evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...readers)
  @ApiOperation({ summary: 'Stored documents' })
  @ApiPage(EvidenceDto)
  async list(@Query() query: EvidenceRequest): Promise<Page<EvidenceDto>> {
    return mapPage(await this.evidence.page(query, query), (evidence) => EvidenceDto.of(evidence));
  }

  @Post()
  @TakesFile()
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Store a document for good: its bytes never change' })
  @ApiCreatedResponse({ type: StoredEvidenceDto })
  async store(@Body() body: StoreEvidenceDto, @UploadedFile() file: Upload): Promise<StoredEvidenceDto> {
    return this.stored(await this.evidence.store(file, body));
  }

  @Get(':id')
  @Allow(...readers)
  @ApiOperation({ summary: 'One document, now or at a moment' })
  @ApiOkResponse({ type: StoredEvidenceDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<StoredEvidenceDto> {
    return this.stored(await this.evidence.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/content')
  @Allow(...readers)
  @ApiOperation({ summary: 'The bytes, as an attachment' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({
    description: 'The file, with its own media type',
    schema: { type: 'string', format: 'binary' },
  })
  async content(
    @Param('id', Uuid) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const evidence = await this.evidence.get(id);
    response.attachment(evidence.fileName);
    response.setHeader('Content-Type', evidence.mediaType);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', `default-src 'none'; sandbox`);
    response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(evidence.sha256, 'hex').toString('base64')}:`);
    return new StreamableFile(this.evidence.content(evidence), { length: evidence.size });
  }

  @Get(':id/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of what is said about a document' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('evidence', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change title, kind or validity' })
  @ApiOkResponse({ type: EvidenceDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeEvidenceDto,
  ): Promise<EvidenceDto> {
    return EvidenceDto.of(await this.evidence.change(id, expected, body));
  }

  private async stored(evidence: Awaited<ReturnType<EvidenceService['get']>>): Promise<StoredEvidenceDto> {
    return { ...EvidenceDto.of(evidence), sameBytesAs: await this.evidence.sameBytes(evidence) };
  }
}
