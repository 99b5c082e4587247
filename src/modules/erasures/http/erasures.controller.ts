import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { ErasuresService } from '../erasures.service.js';
import {
  CreateErasureDto,
  ErasureDto,
  ErasureReadinessDto,
  ErasureReadinessRequest,
  ErasuresRequest,
} from './erasure.dto.js';

@Resource('erasures', 'Erasures')
export class ErasuresController {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'Who was erased, by id; never a name' })
  @ApiPage(ErasureDto)
  async list(@Query() query: ErasuresRequest): Promise<Page<ErasureDto>> {
    return mapPage(await this.erasures.page(query, query), (erasure) => ErasureDto.of(erasure));
  }

  @Post()
  @AllowPersons('dpo')
  @ApiOperation({
    summary: 'Erase a person (GDPR Art. 17)',
    description:
      'Values, salt and credentials go and do not come back. The ledger keeps digests that nobody can check against a ' +
      'value any more, and every proof still verifies. Somebody who was erased before is answered with that erasure and 200.',
  })
  @ApiCreatedResponse({ type: ErasureDto })
  async erase(
    @Body() body: CreateErasureDto,
    @Who() { id }: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ErasureDto> {
    const { erasure, first } = await this.erasures.erase(body, id);
    if (!first) response.status(200);
    return ErasureDto.of(erasure);
  }

  @Get('readiness')
  @AllowPersons('dpo')
  @ApiOperation({ summary: 'Everything that stands in the way of erasing a person' })
  @ApiOkResponse({ type: ErasureReadinessDto })
  async readiness(
    @Query() { kind, id }: ErasureReadinessRequest,
    @Who() by: Principal,
  ): Promise<ErasureReadinessDto> {
    return ErasureReadinessDto.of(await this.erasures.readiness({ kind, id, reason: '' }, by.id));
  }

  @Get(':id')
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'One erasure' })
  @ApiOkResponse({ type: ErasureDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<ErasureDto> {
    return ErasureDto.of(await this.erasures.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'Revisions of an erasure' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('erasure', id, query), (entry) => RevisionDto.of(entry));
  }
}
