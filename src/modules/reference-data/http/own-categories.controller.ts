import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import type { OwnCategory } from '../domain/own-category.js';
import { OwnCategoriesService } from '../own-categories.service.js';
import {
  AddOwnCategoryDto,
  ChangeOwnCategoryDto,
  OwnCategoriesRequest,
  OwnCategoryDetailDto,
  OwnCategoryDto,
  RetireOwnCategoryDto,
} from './own-category.dto.js';

@Resource('reference-data/own-categories', 'Reference data')
export class OwnCategoriesController {
  constructor(
    private readonly categories: OwnCategoriesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Categories of data and of people that we added to the shipped lists' })
  @ApiPage(OwnCategoryDto)
  async list(@Query() query: OwnCategoriesRequest): Promise<Page<OwnCategoryDto>> {
    return mapPage(await this.categories.page(query, query), (category) => OwnCategoryDto.of(category));
  }

  @Post()
  @AllowPersons('dpo')
  @ApiOperation({
    summary: 'Add a category of our own below one of the list',
    description:
      'Data flows and sharing events can name it from then on. It is as special, or its people as vulnerable, as the ' +
      'category that it is a part of. An approval of the whole takes in the part; an approval of the part not the whole.',
  })
  @ApiCreatedResponse({ type: OwnCategoryDetailDto })
  async add(@Body() body: AddOwnCategoryDto, @Who() by: Principal): Promise<OwnCategoryDetailDto> {
    return this.whole(await this.categories.add(AddOwnCategoryDto.given(body), by));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A category of our own, now or at a moment' })
  @ApiOkResponse({ type: OwnCategoryDetailDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<OwnCategoryDetailDto> {
    return this.whole(await this.categories.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a category of our own' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('own_category', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Mend the words of a category of our own; its code and its parent stay' })
  @ApiOkResponse({ type: OwnCategoryDetailDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeOwnCategoryDto,
  ): Promise<OwnCategoryDetailDto> {
    return this.whole(await this.categories.change(id, expected, ChangeOwnCategoryDto.change(body)));
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Retire a category of our own that no open data flow names',
    description: 'It stays on record, and its code is not used again.',
  })
  @ApiOkResponse({ type: OwnCategoryDetailDto })
  async retire(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: RetireOwnCategoryDto,
    @Who() by: Principal,
  ): Promise<OwnCategoryDetailDto> {
    return this.whole(await this.categories.retire(id, expected, reason, by));
  }

  private async whole(category: OwnCategory): Promise<OwnCategoryDetailDto> {
    return OwnCategoryDetailDto.with(category, await this.categories.useOf(category));
  }
}
