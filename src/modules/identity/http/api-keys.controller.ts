import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ApiKeysService } from '../api-keys.service.js';
import { ApiKeyDto, ApiKeysRequest, CreateApiKeyDto, NewApiKeyDto } from './api-key.dto.js';

@Resource('api-keys', 'Identity')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'Keys of other systems' })
  @ApiPage(ApiKeyDto)
  async list(@Query() query: ApiKeysRequest): Promise<Page<ApiKeyDto>> {
    return mapPage(await this.keys.page(query), (key) => ApiKeyDto.of(key));
  }

  @Post()
  @AllowPersons('admin')
  @ApiOperation({ summary: 'Make a key; its secret is in this answer and nowhere else' })
  @ApiCreatedResponse({ type: NewApiKeyDto })
  async create(@Who() { id }: Principal, @Body() body: CreateApiKeyDto): Promise<NewApiKeyDto> {
    const { key, secret } = await this.keys.create(id, { ...body, expiresAt: new Date(body.expiresAt) });
    return { ...ApiKeyDto.of({ ...key, lastUsedAt: null }), secret };
  }

  @Get(':id')
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'One key, now or at a moment' })
  @ApiOkResponse({ type: ApiKeyDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<ApiKeyDto> {
    return ApiKeyDto.of(await this.keys.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'Revisions of a key' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('api_key', id, query), (entry) => RevisionDto.of(entry));
  }

  @Delete(':id')
  @HttpCode(204)
  @AllowPersons('admin')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Revoke a key; it stops working at once' })
  @ApiNoContentResponse()
  revoke(@Param('id', Uuid) id: string, @IfMatch() expected: Expected): Promise<void> {
    return this.keys.revoke(id, expected);
  }
}
