import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { PlansService } from '../plans.service.js';
import { AssessmentReasonDto } from './assessment.dto.js';
import {
  ChangePlanDto,
  CreatePlanDto,
  PlanDto,
  planFields,
  PlannedVendorDto,
  PlannedVendorsRequest,
  PlansRequest,
} from './plan.dto.js';

@Resource('assessment-plans', 'Questionnaires')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Plans by which assessments create themselves' })
  @ApiPage(PlanDto)
  async list(@Query() query: PlansRequest): Promise<Page<PlanDto>> {
    return mapPage(await this.plans.page(query, query), (plan) => PlanDto.of(plan));
  }

  @Post()
  @Allow('procurement', 'assessor', 'dpo')
  @ApiOperation({ summary: 'Plan which vendors get which questionnaire, and how often' })
  @ApiCreatedResponse({ type: PlanDto })
  async create(@Who() who: Principal, @Body() body: CreatePlanDto): Promise<PlanDto> {
    return PlanDto.of(await this.plans.create(who.id, planFields(body)));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One plan, now or at a moment, with what keeps it from asking' })
  @ApiOkResponse({ type: PlanDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<PlanDto> {
    return PlanDto.of(await this.plans.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a plan' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('assessment_plan', id, query), (entry) => RevisionDto.of(entry));
  }

  @Get(':id/due')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The vendors under the plan: what it creates now and why, and why not' })
  @ApiPage(PlannedVendorDto)
  async due(
    @Param('id', Uuid) id: string,
    @Query() query: PlannedVendorsRequest,
  ): Promise<Page<PlannedVendorDto>> {
    return mapPage(await this.plans.vendors(id, query, query), (vendor) => PlannedVendorDto.of(vendor));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change, pause or resume a plan' })
  @ApiOkResponse({ type: PlanDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangePlanDto,
  ): Promise<PlanDto> {
    return PlanDto.of(await this.plans.change(id, expected, body));
  }

  @Post(':id/ending')
  @HttpCode(200)
  @Allow('procurement', 'assessor', 'dpo')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'End a plan for good; what it created goes on' })
  @ApiOkResponse({ type: PlanDto })
  async end(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: AssessmentReasonDto,
  ): Promise<PlanDto> {
    return PlanDto.of(await this.plans.end(id, expected, reason));
  }
}
