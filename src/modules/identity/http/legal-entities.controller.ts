import { Body, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { LegalEntitiesService } from '../legal-entities.service.js';
import {
  ChangeLegalEntityDto,
  CreateLegalEntityDto,
  LegalEntitiesRequest,
  LegalEntityDto,
} from './legal-entity.dto.js';

@Resource('legal-entities', 'Identity')
export class LegalEntitiesController {
  constructor(
    private readonly entities: LegalEntitiesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Our companies' })
  @ApiPage(LegalEntityDto)
  async list(@Query() query: LegalEntitiesRequest): Promise<Page<LegalEntityDto>> {
    return mapPage(await this.entities.page(query, query), (entity) => LegalEntityDto.of(entity));
  }

  @Post()
  @Allow('admin', 'dpo')
  @ApiOperation({ summary: 'Add one of our companies' })
  @ApiCreatedResponse({ type: LegalEntityDto })
  async create(@Body() body: CreateLegalEntityDto): Promise<LegalEntityDto> {
    const { lei = null, representative = null, dpoContact = null, ...rest } = body;
    return LegalEntityDto.of(await this.entities.create({ lei, representative, dpoContact, ...rest }));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One of our companies, now or at a moment' })
  @ApiOkResponse({ type: LegalEntityDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<LegalEntityDto> {
    return LegalEntityDto.of(await this.entities.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a legal entity' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('legal_entity', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('admin', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a legal entity' })
  @ApiOkResponse({ type: LegalEntityDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeLegalEntityDto,
  ): Promise<LegalEntityDto> {
    return LegalEntityDto.of(await this.entities.change(id, expected, body));
  }
}
