import { Body, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { DataFlowsService } from '../data-flows.service.js';
import { FlowApprovalsService } from '../flow-approvals.service.js';
import { ApprovalDto } from './approval.dto.js';
import { dataFlowChangeOf, newDataFlowOf } from './data-flow-fields.js';
import { DataFlowDetailDto, DataFlowDto } from './data-flow-shown.dto.js';
import { ChangeDataFlowDto, CreateDataFlowDto, DataFlowsRequest } from './data-flow.dto.js';
import { FlowReadinessDto, FlowReadinessRequest } from './readiness.dto.js';

@Resource('data-flows', 'Data flows')
export class DataFlowsController {
  constructor(
    private readonly flows: DataFlowsService,
    private readonly approvals: FlowApprovalsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Data flows',
    description: 'standsOn=EU_US_DPF: those that rely on that decision.',
  })
  @ApiPage(DataFlowDto)
  async list(@Query() query: DataFlowsRequest): Promise<Page<DataFlowDto>> {
    return mapPage(await this.flows.page(query, query), (flow) => DataFlowDto.of(flow));
  }

  @Post()
  @Allow('requester', 'procurement')
  @ApiOperation({
    summary: 'Draft a data flow',
    description: 'Anything but the agreement and the title may follow later; readiness says what is missing.',
  })
  @ApiCreatedResponse({ type: DataFlowDetailDto })
  async create(@Body() body: CreateDataFlowDto, @Who() by: Principal): Promise<DataFlowDetailDto> {
    return DataFlowDetailDto.with(await this.flows.create(newDataFlowOf(body), by), []);
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A data flow with its conditions, now or at a moment' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<DataFlowDetailDto> {
    const moment = at === undefined ? undefined : new Date(at);
    const flow = await this.flows.get(id, moment);
    return DataFlowDetailDto.with(flow, await this.approvals.conditionsOf(flow, moment));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a data flow' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('data_flow', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('requester', 'procurement')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a data flow',
    description:
      'A changed decision fact takes a submission back to a draft and makes an approval stale. Requesters change what they drafted.',
  })
  @ApiOkResponse({ type: DataFlowDetailDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeDataFlowDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    const flow = await this.flows.change(id, expected, dataFlowChangeOf(body), by);
    return DataFlowDetailDto.with(flow, await this.approvals.conditionsOf(flow));
  }

  @Get(':id/readiness')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Everything that stands in the way, with its law and its remedy',
    description: 'The same list refuses submission, an approving decision, activation and resumption.',
  })
  @ApiOkResponse({ type: FlowReadinessDto })
  async readiness(
    @Param('id', Uuid) id: string,
    @Query() { gate }: FlowReadinessRequest,
  ): Promise<FlowReadinessDto> {
    return FlowReadinessDto.of(await this.flows.readinessOf(id, gate));
  }

  @Get(':id/approval')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'What was decided, on which facts, and how those facts stand now' })
  @ApiOkResponse({ type: ApprovalDto })
  async approval(@Param('id', Uuid) id: string): Promise<ApprovalDto> {
    return ApprovalDto.of(await this.approvals.of(id));
  }
}
