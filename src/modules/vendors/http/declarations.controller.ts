import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { DeclarationsService } from '../declarations.service.js';
import { DeclarationDto, DeclarationsRequest, VendorListDto, VendorListsRequest } from './declaration.dto.js';

@Resource('', 'Vendors')
export class DeclarationsController {
  constructor(
    private readonly declarations: DeclarationsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get('vendor-declarations')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary:
      'What vendors declare of themselves: purposes, bases, data and retention in the Global Vendor List',
    description: 'A record of what is declared, and no approval of it.',
  })
  @ApiPage(DeclarationDto)
  async list(@Query() query: DeclarationsRequest): Promise<Page<DeclarationDto>> {
    const page = await this.declarations.page(query, query);
    return mapPage(page, ({ declaration, definitions }) => DeclarationDto.of(declaration, definitions));
  }

  @Get('vendors/:vendorId/declaration')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What one vendor declares, now or as it was on record at a moment' })
  @ApiOkResponse({ type: DeclarationDto })
  async get(@Param('vendorId', Uuid) vendorId: string, @Query() { at }: AtRequest): Promise<DeclarationDto> {
    const moment = at === undefined ? undefined : new Date(at);
    const { declaration, definitions } = await this.declarations.of(vendorId, moment);
    return DeclarationDto.of(declaration, definitions);
  }

  @Get('vendors/:vendorId/declaration/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of what the vendor declares: with which list, and what changed' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const { declaration } = await this.declarations.of(vendorId);
    const page = await this.ledger.history('vendor_declaration', declaration.id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Get('vendor-lists')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Global Vendor Lists that were read' })
  @ApiPage(VendorListDto)
  async lists(@Query() query: VendorListsRequest): Promise<Page<VendorListDto>> {
    return mapPage(await this.declarations.lists(query), (list) => VendorListDto.of(list));
  }

  @Get('vendor-lists/:id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One Global Vendor List that was read' })
  @ApiOkResponse({ type: VendorListDto })
  async readList(@Param('id', Uuid) id: string): Promise<VendorListDto> {
    return VendorListDto.of(await this.declarations.list(id));
  }

  @Get('vendor-lists/:id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of the record of a list' })
  @ApiPage(RevisionDto)
  async listHistory(
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('vendor_list', id, query), (entry) => RevisionDto.of(entry));
  }
}
