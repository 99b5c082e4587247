import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { DisclosuresService } from '../disclosures.service.js';
import { DisclosedFlowDto, DisclosureDto, DisclosuresRequest, NewDisclosureDto } from './disclosure.dto.js';

const tag = 'Public register';

@Resource('disclosures', tag)
export class DisclosuresController {
  constructor(private readonly disclosures: DisclosuresService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'How the public register shows each data flow that is approved or active' })
  @ApiPage(DisclosedFlowDto)
  async list(@Query() query: DisclosuresRequest): Promise<Page<DisclosedFlowDto>> {
    const { decided, mode, q } = query;
    const filter = {
      ...(decided !== undefined && { isDecided: decided }),
      ...(mode !== undefined && { mode }),
      ...(q !== undefined && { q }),
    };
    return mapPage(await this.disclosures.page(filter, query), (row) => DisclosedFlowDto.of(row));
  }
}

@Resource('data-flows/:id/disclosure', tag)
export class FlowDisclosureController {
  constructor(
    private readonly disclosures: DisclosuresService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was decided on how the public register shows a data flow' })
  @ApiOkResponse({ type: DisclosureDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<DisclosureDto> {
    return DisclosureDto.of(await this.disclosures.of(id, at === undefined ? undefined : new Date(at)));
  }

  @Put()
  @AllowPersons('dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Decide how the public register shows a data flow',
    description:
      'Without a decision it is shown with its recipient. If-Match is needed to replace a decision.',
  })
  @ApiOkResponse({ type: DisclosureDto })
  async decide(
    @Param('id', Uuid) id: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() body: NewDisclosureDto,
    @Who() by: Principal,
  ): Promise<DisclosureDto> {
    return DisclosureDto.of(await this.disclosures.decide(id, expected, NewDisclosureDto.given(body), by));
  }

  @Get('history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of that decision' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const { id: disclosureId } = await this.disclosures.of(id);
    const page = await this.ledger.history('flow_disclosure', disclosureId, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }
}
