import { pipeline } from 'node:stream/promises';
import { Body, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { AccessRecords } from '../../../platform/access-records/access-records.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import type { Evidence } from '../domain/evidence.js';
import { EvidenceService } from '../evidence.service.js';
import {
  ChangeEvidenceDto,
  EraseEvidenceDto,
  EvidenceDto,
  EvidenceVersionsDto,
  StoredEvidenceDto,
  StoreEvidenceDto,
  StoreVersionDto,
  VerifyEvidenceDto,
} from './evidence.dto.js';
import { EvidenceRequest } from './evidence.request.js';
import { describeContent, hasIt } from './content-headers.js';

/** Audit and penetration test reports are confidential: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'approver', 'auditor'];
const longestStallMs = 60_000;

@Resource('evidence', 'Evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
    private readonly records: AccessRecords,
  ) {}

  @Get()
  @Allow(...readers)
  @ApiOperation({ summary: 'Stored documents' })
  @ApiPage(EvidenceDto)
  async list(@Query() query: EvidenceRequest): Promise<Page<EvidenceDto>> {
    return mapPage(await this.evidence.page(query, query), (evidence) => this.shown(evidence));
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
  @ApiOperation({
    summary: 'The bytes, as an attachment',
    description:
      'Each download is on record. Compared with the recorded hash on their way; erased ones answer 410 with the reason.',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({
    description: 'The file, with its own media type; ETag is its SHA-256',
    schema: { type: 'string', format: 'binary' },
  })
  async content(
    @Param('id', Uuid) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const evidence = await this.evidence.get(id);
    const bytes = await this.evidence.content(evidence);
    describeContent(response, evidence);
    if (request.method === 'HEAD' || hasIt(request, evidence)) {
      bytes.destroy();
      response.status(request.method === 'HEAD' ? 200 : 304).end();
      return;
    }
    await this.records.note({ what: 'evidence_content', subjectId: id }).catch((error: unknown) => {
      bytes.destroy();
      throw error;
    });
    response.setTimeout(longestStallMs, () => response.destroy());
    await pipeline(bytes, response);
  }

  @Get(':id/versions')
  @Allow(...readers)
  @ApiOperation({ summary: 'Every version of the document to which this one belongs' })
  @ApiOkResponse({ type: EvidenceVersionsDto })
  async versions(@Param('id', Uuid) id: string): Promise<EvidenceVersionsDto> {
    return { items: (await this.evidence.versions(id)).map((each) => this.shown(each)) };
  }

  @Post(':id/versions')
  @TakesFile()
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Store a new version: a document that supersedes this one, which stays' })
  @ApiCreatedResponse({ type: StoredEvidenceDto })
  async storeVersion(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() body: StoreVersionDto,
    @UploadedFile() file: Upload,
  ): Promise<StoredEvidenceDto> {
    return this.stored(await this.evidence.storeVersion(id, expected, file, body));
  }

  @Post(':id/verification')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Say whether the document is what it says it is; never of a document of your own',
  })
  @ApiOkResponse({ type: EvidenceDto })
  async verify(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { outcome, note }: VerifyEvidenceDto,
    @Who() who: Principal,
  ): Promise<EvidenceDto> {
    return this.shown(await this.evidence.verify(id, expected, who.id, { outcome, note }));
  }

  @Post(':id/erasure')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete the bytes because the law demands it',
    description:
      'At once they are not given out any more; deleted within minutes. Hash, size and reason remain.',
  })
  @ApiOkResponse({ type: EvidenceDto })
  async erase(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason, legalGround }: EraseEvidenceDto,
    @Who() who: Principal,
  ): Promise<EvidenceDto> {
    return this.shown(await this.evidence.erase(id, expected, who.id, { reason, legalGround }));
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
  @ApiOperation({
    summary: 'Change what is said about a document',
    description: 'Who changes its kind, issuer, scope, days or statement asks for a new verification.',
  })
  @ApiOkResponse({ type: EvidenceDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeEvidenceDto,
  ): Promise<EvidenceDto> {
    return this.shown(await this.evidence.change(id, expected, body));
  }

  private shown(evidence: Evidence): EvidenceDto {
    return EvidenceDto.of(evidence, this.clock.today());
  }

  private async stored(evidence: Evidence): Promise<StoredEvidenceDto> {
    return { ...this.shown(evidence), sameBytesAs: await this.evidence.sameBytes(evidence) };
  }
}
