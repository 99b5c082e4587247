import { Body, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ScoringModelsService } from '../scoring-models.service.js';
import {
  ChangeModelDto,
  CreateModelDto,
  fieldsOf,
  ModelReasonDto,
  ModelsRequest,
  ModelValidationDto,
  ReleasedModelDto,
  ScoringModelDto,
} from './scoring-model.dto.js';

const ModelId = () => ApiParam({ name: 'id', example: 'keyholder-1', description: 'As scores name it.' });

@Resource('scoring-models', 'Audit scores')
export class ScoringModelsController {
  constructor(
    private readonly models: ScoringModelsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The models that scores are made with: weights, floors, limits, knock-outs' })
  @ApiPage(ScoringModelDto)
  async list(@Query() query: ModelsRequest): Promise<Page<ScoringModelDto>> {
    return mapPage(await this.models.page(query, query), (model) => ScoringModelDto.of(model));
  }

  @Post()
  @AllowPersons('assessor', 'dpo')
  @ApiOperation({ summary: 'Begin a draft from another model; what is given takes the place of its own' })
  @ApiCreatedResponse({ type: ScoringModelDto })
  async create(@Who() { id: by }: Principal, @Body() body: CreateModelDto): Promise<ScoringModelDto> {
    const { title, basedOn } = body;
    const given = { fields: fieldsOf(body), ...(title && { title }), ...(basedOn && { basedOn }) };
    return ScoringModelDto.of(await this.models.create(by, given));
  }

  @Post('validation')
  @HttpCode(200)
  @AllowPersons('assessor', 'dpo')
  @ApiOperation({ summary: 'Everything that is wrong with a model; nothing is stored' })
  @ApiOkResponse({ type: ModelValidationDto })
  async validate(@Body() body: CreateModelDto): Promise<ModelValidationDto> {
    const problems = await this.models.problems(body.basedOn, fieldsOf(body));
    return { valid: problems.length === 0, problems: [...problems] };
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ModelId()
  @ApiOperation({ summary: 'One model, now or at a moment; a score names the one it was made with' })
  @ApiOkResponse({ type: ScoringModelDto })
  async get(@Param('id') id: string, @Query() { at }: AtRequest): Promise<ScoringModelDto> {
    return ScoringModelDto.of(await this.models.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Patch(':id')
  @AllowPersons('assessor', 'dpo')
  @ModelId()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a draft; who changes it does not release it' })
  @ApiOkResponse({ type: ScoringModelDto })
  async change(
    @Param('id') id: string,
    @Who() { id: by }: Principal,
    @IfMatch() expected: Expected,
    @Body() body: ChangeModelDto,
  ): Promise<ScoringModelDto> {
    const { title } = body;
    const given = { fields: fieldsOf(body), ...(title && { title }) };
    return ScoringModelDto.of(await this.models.change(id, by, expected, given));
  }

  @Post(':id/release')
  @HttpCode(200)
  @AllowPersons('dpo', 'approver')
  @ModelId()
  @ApiIfMatch()
  @ApiOperation({
    summary:
      'Make the draft the current model, by somebody who did not edit it; every vendor is computed anew, and no old score is rewritten',
  })
  @ApiOkResponse({ type: ReleasedModelDto })
  async release(
    @Param('id') id: string,
    @Who() { id: by }: Principal,
    @IfMatch() expected: Expected,
    @Body() { reason }: ModelReasonDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReleasedModelDto> {
    const { model, job } = await this.models.release(id, by, expected, reason);
    response.setHeader('Link', `</api/v1/jobs/${job.id}>; rel="monitor"`);
    return { ...ScoringModelDto.of(model), recomputationJobId: job.id };
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @AllowPersons('assessor', 'dpo')
  @ModelId()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Give up a draft; the current model retires when another is released' })
  @ApiOkResponse({ type: ScoringModelDto })
  async giveUp(
    @Param('id') id: string,
    @IfMatch() expected: Expected,
    @Body() { reason }: ModelReasonDto,
  ): Promise<ScoringModelDto> {
    return ScoringModelDto.of(await this.models.giveUp(id, expected, reason));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ModelId()
  @ApiOperation({ summary: 'Revisions of a model' })
  @ApiPage(RevisionDto)
  async history(@Param('id') id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const rowId = await this.models.rowId(id);
    return mapPage(await this.ledger.history('scoring_model', rowId, query), (entry) =>
      RevisionDto.of(entry),
    );
  }
}
