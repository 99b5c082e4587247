import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
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
import { ObjectionWindowsService } from '../objection-windows.service.js';
import {
  AnswerWindowDto,
  ExcludeSubprocessorDto,
  ObjectDto,
  ObjectionWindowDto,
  ObjectionWindowsRequest,
  RuleOnObjectionDto,
} from './objection-window.dto.js';

@Resource('objection-windows', 'Sub-processors')
export class ObjectionWindowsController {
  constructor(
    private readonly windows: ObjectionWindowsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'What we say under each agreement to announced sub-processors, the nearest last day first',
  })
  @ApiPage(ObjectionWindowDto)
  async list(@Query() query: ObjectionWindowsRequest): Promise<Page<ObjectionWindowDto>> {
    return mapPage(await this.windows.page(query, query), (one) => ObjectionWindowDto.of(one));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One window, now or at a moment' })
  @ApiOkResponse({ type: ObjectionWindowDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<ObjectionWindowDto> {
    return ObjectionWindowDto.of(await this.windows.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a window' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('objection_window', id, query), (entry) =>
      RevisionDto.of(entry),
    );
  }

  @Post(':id/approval')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Say yes in writing; also after an objection, or after a silence that was a no',
    description: 'Refused where the agreement prohibits sub-processors.',
  })
  @ApiOkResponse({ type: ObjectionWindowDto })
  async approve(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: AnswerWindowDto,
    @Who() by: Principal,
  ): Promise<ObjectionWindowDto> {
    return ObjectionWindowDto.of(await this.windows.approve({ id, expected, reason, by }));
  }

  @Post(':id/objection')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Object',
    description:
      'Recorded after the last day, when silence has become a yes, it is late: it is kept, and somebody else rules on it.',
  })
  @ApiOkResponse({ type: ObjectionWindowDto })
  async object(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason, on }: ObjectDto,
    @Who() by: Principal,
  ): Promise<ObjectionWindowDto> {
    return ObjectionWindowDto.of(await this.windows.object({ id, expected, reason, by }, on));
  }

  @Post(':id/ruling')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Decide whether a late objection counts',
    description:
      'upheld: the sub-processor is rejected; dismissed: the tacit approval stands. Not by who objected.',
  })
  @ApiOkResponse({ type: ObjectionWindowDto })
  async rule(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { ruling, reason }: RuleOnObjectionDto,
    @Who() by: Principal,
  ): Promise<ObjectionWindowDto> {
    return ObjectionWindowDto.of(await this.windows.rule({ id, expected, reason, by }, ruling));
  }

  @Post(':id/exclusion')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Record that the vendor keeps it away from our data',
    description:
      'After an objection or a no: flows under the agreement then do not count it among their recipients.',
  })
  @ApiOkResponse({ type: ObjectionWindowDto })
  async exclude(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() { reason, on }: ExcludeSubprocessorDto,
    @Who() by: Principal,
  ): Promise<ObjectionWindowDto> {
    return ObjectionWindowDto.of(await this.windows.exclude({ id, expected, reason, by }, on));
  }
}
