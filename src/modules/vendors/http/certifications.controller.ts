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
import { CertificationsService } from '../certifications.service.js';
import {
  ChangeCertificationDto,
  CreateCertificationDto,
  CertificationDto,
  CertificationsRequest,
} from './certification.dto.js';

@Resource('vendors/:vendorId/certifications', 'Vendors')
export class CertificationsController {
  constructor(
    private readonly certifications: CertificationsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Verified certifications of a vendor' })
  @ApiPage(CertificationDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: CertificationsRequest,
  ): Promise<Page<CertificationDto>> {
    return mapPage(await this.certifications.page(vendorId, query, query), (one) => CertificationDto.of(one));
  }

  @Post()
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Record a certification that was verified' })
  @ApiCreatedResponse({ type: CertificationDto })
  async add(
    @Param('vendorId', Uuid) vendorId: string,
    @Body() body: CreateCertificationDto,
  ): Promise<CertificationDto> {
    const { scope = null, issuer = null, validFrom = null, validTo = null, evidenceId = null, scheme } = body;
    return CertificationDto.of(
      await this.certifications.add(vendorId, { scheme, scope, issuer, validFrom, validTo, evidenceId }),
    );
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One certification, now or at a moment' })
  @ApiOkResponse({ type: CertificationDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<CertificationDto> {
    return CertificationDto.of(
      await this.certifications.get(vendorId, id, at === undefined ? undefined : new Date(at)),
    );
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a certification' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.certifications.get(vendorId, id);
    return mapPage(await this.ledger.history('certification', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a certification, for example after its renewal' })
  @ApiOkResponse({ type: CertificationDto })
  async change(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeCertificationDto,
  ): Promise<CertificationDto> {
    return CertificationDto.of(await this.certifications.change(vendorId, id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('procurement', 'assessor')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove a certification; its record stays' })
  @ApiNoContentResponse()
  remove(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
  ): Promise<void> {
    return this.certifications.remove(vendorId, id, expected);
  }
}
