import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AllowPersons } from '../../../platform/auth/access.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import type { DataFlow } from '../domain/data-flow.js';
import { FlowApprovalsService } from '../flow-approvals.service.js';
import { FlowClosingService } from '../flow-closing.service.js';
import { DataFlowDetailDto } from './data-flow-shown.dto.js';
import { CertificateDto, ClosureDto } from './flow-closing.dto.js';

/** The end of a flow; each answers with the flow as it then stands. */
@Resource('data-flows/:id', 'Data flows')
export class FlowClosingController {
  constructor(
    private readonly closing: FlowClosingService,
    private readonly approvals: FlowApprovalsService,
  ) {}

  @Post('closure')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'End the sharing for good',
    description:
      'Without the certificate of deletion or return the flow stays listed with certificateMissing=true; one that is dated ' +
      'before the last day of the sharing is refused.',
  })
  @ApiOkResponse({ type: DataFlowDetailDto })
  close(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() body: ClosureDto,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.closing.close(id, expected, ClosureDto.given(body)));
  }

  @Post('certificate')
  @HttpCode(200)
  @AllowPersons('procurement', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({
    summary: 'Add the certificate of deletion or return that was missing (Art. 28(3)(g) GDPR)',
    description:
      'Or a better one where the one on record leaves something open (certificateIncomplete=true).',
  })
  @ApiOkResponse({ type: DataFlowDetailDto })
  certify(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() body: CertificateDto,
  ): Promise<DataFlowDetailDto> {
    return this.shown(this.closing.certify(id, expected, CertificateDto.given(body)));
  }

  private async shown(act: Promise<DataFlow>): Promise<DataFlowDetailDto> {
    const flow = await act;
    return DataFlowDetailDto.with(flow, await this.approvals.conditionsOf(flow));
  }
}
