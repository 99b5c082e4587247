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
import { VendorServicesService } from '../vendor-services.service.js';
import {
  ChangeVendorServiceDto,
  CreateVendorServiceDto,
  VendorServiceDto,
  VendorServicesRequest,
} from './vendor-service.dto.js';

@Resource('vendors/:vendorId/services', 'Vendors')
export class VendorServicesController {
  constructor(
    private readonly services: VendorServicesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Products of a vendor' })
  @ApiPage(VendorServiceDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: VendorServicesRequest,
  ): Promise<Page<VendorServiceDto>> {
    return mapPage(await this.services.page(vendorId, query, query), (one) => VendorServiceDto.of(one));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({ summary: 'Add a product of a vendor' })
  @ApiCreatedResponse({ type: VendorServiceDto })
  async add(
    @Param('vendorId', Uuid) vendorId: string,
    @Body() body: CreateVendorServiceDto,
  ): Promise<VendorServiceDto> {
    const { description = null, categories = [], hostingCountries = [], name } = body;
    const { criticality = null, substitutability = null } = body;
    return VendorServiceDto.of(
      await this.services.add(vendorId, {
        name,
        description,
        categories,
        hostingCountries,
        criticality,
        substitutability,
      }),
    );
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One product, now or at a moment' })
  @ApiOkResponse({ type: VendorServiceDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<VendorServiceDto> {
    return VendorServiceDto.of(
      await this.services.get(vendorId, id, at === undefined ? undefined : new Date(at)),
    );
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a product' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.services.get(vendorId, id);
    return mapPage(await this.ledger.history('vendor_service', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a product' })
  @ApiOkResponse({ type: VendorServiceDto })
  async change(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeVendorServiceDto,
  ): Promise<VendorServiceDto> {
    return VendorServiceDto.of(await this.services.change(vendorId, id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('procurement')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove a product; its record stays' })
  @ApiNoContentResponse()
  remove(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
  ): Promise<void> {
    return this.services.remove(vendorId, id, expected);
  }
}
