import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { ReadOnRecord } from '../../../platform/access-records/access-record.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { RemediationLinksService } from '../remediation-links.service.js';
import {
  MakeRemediationLinkDto,
  NewRemediationLinkDto,
  RemediationLinkDto,
  RemediationLinksRequest,
} from './remediation-link.dto.js';

/** They name contact persons: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'auditor'];

@Resource('vendors/:vendorId/remediation-links', 'Audits and findings')
export class RemediationLinksController {
  constructor(
    private readonly links: RemediationLinksService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @ReadOnRecord('remediation_link')
  @Allow(...readers)
  @ApiOperation({ summary: 'Links by which the vendor sees and mends findings' })
  @ApiPage(RemediationLinkDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: RemediationLinksRequest,
  ): Promise<Page<RemediationLinkDto>> {
    return mapPage(await this.links.page(vendorId, query), (link) => RemediationLinkDto.of(link));
  }

  @Post()
  @Allow('procurement', 'assessor')
  @ApiOperation({
    summary: 'Let somebody at the vendor mend findings; the link is in this answer and nowhere else',
  })
  @ApiCreatedResponse({ type: NewRemediationLinkDto })
  async make(
    @Who() who: Principal,
    @Param('vendorId', Uuid) vendorId: string,
    @Body() { email, findingIds = null, expiresInDays }: MakeRemediationLinkDto,
  ): Promise<NewRemediationLinkDto> {
    const asked = { email, findingIds, expiresInDays };
    const { made, token, link } = await this.links.make(who.id, vendorId, asked);
    return { ...RemediationLinkDto.of(made), token, link };
  }

  @Get(':id')
  @ReadOnRecord('remediation_link')
  @Allow(...readers)
  @ApiOperation({ summary: 'One link, now or at a moment' })
  @ApiOkResponse({ type: RemediationLinkDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<RemediationLinkDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return RemediationLinkDto.of(await this.links.get(vendorId, id, moment));
  }

  @Get(':id/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of a link' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.links.get(vendorId, id);
    const page = await this.ledger.history('remediation_link', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take a link back; it stops working at once' })
  @ApiOkResponse({ type: RemediationLinkDto })
  async revoke(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<RemediationLinkDto> {
    return RemediationLinkDto.of(await this.links.revoke(vendorId, id, expected));
  }
}
