import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ConcentrationService } from '../concentration.service.js';
import { VendorsService } from '../vendors.service.js';
import { ConcentrationDto, ConcentrationRequest } from './concentration.dto.js';
import { ChangeVendorDto, CreateVendorDto, MoveVendorDto, VendorDto, VendorsRequest } from './vendor.dto.js';

@Resource('vendors', 'Vendors')
export class VendorsController {
  constructor(
    private readonly vendors: VendorsService,
    private readonly concentrations: ConcentrationService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The vendor register: search, filter, sort' })
  @ApiPage(VendorDto)
  async list(@Query() query: VendorsRequest): Promise<Page<VendorDto>> {
    return mapPage(await this.vendors.page(query, query), (vendor) => VendorDto.of(vendor));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({ summary: 'Register a vendor' })
  @ApiCreatedResponse({ type: VendorDto })
  @ApiConflictResponse({ description: 'vendor.likely_duplicate: `candidates` names the ones it looks like.' })
  async create(
    @Who() { id }: Principal,
    @Body() { allowDuplicate, ...fields }: CreateVendorDto,
  ): Promise<VendorDto> {
    return VendorDto.of(await this.vendors.register(id, fields, allowDuplicate ?? false));
  }

  @Get('concentration')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Vendors, countries and sub-processors that most active flows and people hang on',
  })
  @ApiOkResponse({ type: ConcentrationDto })
  async concentration(@Query() { limit }: ConcentrationRequest): Promise<ConcentrationDto> {
    return ConcentrationDto.of(await this.concentrations.concentration(limit));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One vendor, now or at a moment' })
  @ApiOkResponse({ type: VendorDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<VendorDto> {
    return VendorDto.of(await this.vendors.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a vendor: by whom, when, why, what' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('vendor', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change what is known of a vendor; null clears a field' })
  @ApiOkResponse({ type: VendorDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeVendorDto,
  ): Promise<VendorDto> {
    return VendorDto.of(await this.vendors.change(id, expected, body));
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @AllowPersons('procurement')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Take the next step: vetting, approval (gated by the standard), suspension, offboarding',
  })
  @ApiOkResponse({ type: VendorDto })
  async move(
    @Who() { id: actorId }: Principal,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { to, reason }: MoveVendorDto,
  ): Promise<VendorDto> {
    return VendorDto.of(await this.vendors.move(actorId, id, expected, { to, reason: reason ?? null }));
  }
}
