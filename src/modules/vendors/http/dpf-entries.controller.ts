import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { DpfEntriesService } from '../dpf-entries.service.js';
import { ChangeDpfEntryDto, CreateDpfEntryDto, DpfEntryDto, DpfEntriesRequest } from './dpf-entry.dto.js';

@Resource('vendors/:vendorId/dpf-entries', 'Vendors')
export class DpfEntriesController {
  constructor(
    private readonly entries: DpfEntriesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was seen of a vendor in the list of the Data Privacy Framework' })
  @ApiPage(DpfEntryDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: DpfEntriesRequest,
  ): Promise<Page<DpfEntryDto>> {
    return mapPage(await this.entries.page(vendorId, query, query), (one) => DpfEntryDto.of(one));
  }

  @Post()
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Record an entry that was seen in the list' })
  @ApiCreatedResponse({ type: DpfEntryDto })
  async add(
    @Param('vendorId', Uuid) vendorId: string,
    @Body() body: CreateDpfEntryDto,
  ): Promise<DpfEntryDto> {
    const { coveredEntity = false, inactiveFrom = null, evidenceId = null, ...entry } = body;
    return DpfEntryDto.of(
      await this.entries.add(vendorId, { ...entry, coveredEntity, inactiveFrom, evidenceId }),
    );
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One entry, now or at a moment' })
  @ApiOkResponse({ type: DpfEntryDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<DpfEntryDto> {
    return DpfEntryDto.of(await this.entries.get(vendorId, id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an entry' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.entries.get(vendorId, id);
    return mapPage(await this.ledger.history('dpf_entry', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change an entry, for example when it became inactive; a renewal is an entry of its own',
  })
  @ApiOkResponse({ type: DpfEntryDto })
  async change(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeDpfEntryDto,
  ): Promise<DpfEntryDto> {
    return DpfEntryDto.of(await this.entries.change(vendorId, id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove an entry; its record stays' })
  @ApiNoContentResponse()
  remove(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
  ): Promise<void> {
    return this.entries.remove(vendorId, id, expected);
  }
}
