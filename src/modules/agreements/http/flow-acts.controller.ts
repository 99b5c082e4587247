import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow, AllowPersons, AllowPersonsAndDeputies } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import type { DataFlow } from '../domain/data-flow.js';
import { judgingRoles } from '../domain/duties.js';
import { FlowApprovalsService } from '../flow-approvals.service.js';
import { FlowDecisionsService } from '../flow-decisions.service.js';
import { FlowOperationService } from '../flow-operation.service.js';
import { FlowSubmissionsService } from '../flow-submissions.service.js';
import { decisionOf } from './data-flow-fields.js';
import { DataFlowDetailDto } from './data-flow-shown.dto.js';
import {
  DecisionDto,
  FulfilmentDto,
  NoteDto,
  OpinionDto,
  ReasonDto,
  SubmissionDto,
} from './flow-acts.dto.js';

/** What is done to a flow; each answers with the flow as it then stands. */
@Resource('data-flows/:id', 'Data flows')
export class FlowActsController {
  constructor(
    private readonly submissions: FlowSubmissionsService,
    private readonly decisions: FlowDecisionsService,
    private readonly operation: FlowOperationService,
    private readonly approvals: FlowApprovalsService,
  ) {}

  @Post('submission')
  @HttpCode(200)
  @Allow('requester', 'procurement')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Submit for a decision' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  submit(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { note = null, emergency = null }: SubmissionDto = {}, // the body may be left out
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.submissions.submit(id, expected, { note, emergency }, by));
  }

  @Post('opinion')
  @HttpCode(200)
  @AllowPersonsAndDeputies(...judgingRoles.opinion)
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Give the opinion of the data protection officer (Art. 39(1)(c) GDPR)' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  opine(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { opinion, reasons, delegationId = null }: OpinionDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.submissions.opine(id, expected, { opinion, reasons, delegationId }, by));
  }

  @Post('decision')
  @HttpCode(200)
  @AllowPersonsAndDeputies(...judgingRoles.decision)
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Decide on a submission',
    description:
      'The decision of the data protection officer is the approval. A vendor of tier 1 or with a residual risk of D or F ' +
      'needs a second person, who may be an approver, and so does an emergency. Nobody decides on what they drafted or ' +
      'submitted. On a flow that was approved in an emergency, a decision without one is its full review.',
  })
  @ApiOkResponse({ type: DataFlowDetailDto })
  decide(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: DecisionDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.decisions.decide(id, expected, decisionOf(body), by));
  }

  @Post('conditions/:conditionId/fulfilment')
  @HttpCode(200)
  @AllowPersons('requester', 'procurement', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Record that a condition of the approval is fulfilled' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  fulfil(
    @Param('id', Uuid) id: string,
    @Param('conditionId', Uuid) conditionId: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { note, evidenceId = null }: FulfilmentDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.operation.fulfil({ id, conditionId }, expected, { note, evidenceId }, by));
  }

  @Post('activation')
  @HttpCode(200)
  @AllowPersons('requester', 'procurement', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Start sharing' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  activate(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { note = null }: NoteDto = {}, // the body may be left out
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.operation.activate(id, expected, note));
  }

  @Post('suspension')
  @HttpCode(200)
  @AllowPersons('procurement', 'assessor', 'dpo', 'approver')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Stop sharing at once, for the time being' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  suspend(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ReasonDto,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.operation.suspend(id, expected, reason));
  }

  @Post('resumption')
  @HttpCode(200)
  @AllowPersons(...judgingRoles.resumption)
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Lift a suspension, after everything was examined afresh' })
  @ApiOkResponse({ type: DataFlowDetailDto })
  resume(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ReasonDto,
    @Who() by: Principal,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.operation.resume(id, expected, reason, by));
  }

  private async shown(act: Promise<DataFlow>): Promise<DataFlowDetailDto> {
    const flow = await act;
    return DataFlowDetailDto.with(flow, await this.approvals.conditionsOf(flow));
  }
}
