import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { AssessmentList } from '../assessment-list.js';
import { AssessmentsService } from '../assessments.service.js';
import {
  AssessmentDto,
  AssessmentFileDto,
  AssessmentsRequest,
  ChangeAssessmentDto,
  CreateAssessmentDto,
  AssessmentReasonDto,
} from './assessment.dto.js';

@Resource('assessments', 'Questionnaires')
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly listed: AssessmentList,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Questionnaires asked of vendors' })
  @ApiPage(AssessmentDto)
  async list(@Query() query: AssessmentsRequest): Promise<Page<AssessmentDto>> {
    return mapPage(await this.listed.page(query, query), (assessment) => AssessmentDto.of(assessment));
  }

  @Post()
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Prepare a questionnaire for a vendor; the first invitation sends it' })
  @ApiCreatedResponse({ type: AssessmentDto })
  async create(@Body() body: CreateAssessmentDto): Promise<AssessmentDto> {
    const { scope = null, serviceId = null, askGapOnly = true, ...rest } = body;
    return AssessmentDto.of(await this.assessments.create({ scope, serviceId, askGapOnly, ...rest }));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'One assessment with questions, answers, documents and reviews, now or at a moment',
  })
  @ApiOkResponse({ type: AssessmentFileDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<AssessmentFileDto> {
    return AssessmentFileDto.with(
      await this.assessments.file(id, at === undefined ? undefined : new Date(at)),
    );
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of an assessment' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('assessment', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change scope or due day' })
  @ApiOkResponse({ type: AssessmentDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeAssessmentDto,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.assessments.change(id, expected, body));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'End it without a result; its links stop working at once' })
  @ApiOkResponse({ type: AssessmentDto })
  async cancel(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: AssessmentReasonDto,
  ): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.assessments.cancel(id, expected, reason));
  }
}
