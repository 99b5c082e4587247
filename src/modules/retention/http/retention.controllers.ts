import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { retentionClasses } from '../../../shared/retention-class.js';
import { classNamed } from '../domain/retention-rule.js';
import { RetentionRulesService } from '../retention-rules.service.js';
import { RetentionRunsService } from '../retention-runs.service.js';
import { DueDto, RetentionRuleDto, SetRetentionRuleDto } from './retention-rule.dto.js';
import { RetentionRunDto, RetentionRunsRequest } from './retention-run.dto.js';

const ApiClass = () => ApiParam({ name: 'class', enum: [...retentionClasses], enumName: 'RetentionClass' });

@Resource('retention-rules', 'Retention')
export class RetentionRulesController {
  constructor(
    private readonly rules: RetentionRulesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'For each class of records how long it is kept and why; all on one page' })
  @ApiPage(RetentionRuleDto)
  async list(): Promise<Page<RetentionRuleDto>> {
    return { items: (await this.rules.list()).map((rule) => RetentionRuleDto.of(rule)), nextCursor: null };
  }

  @Get(':class')
  @Allow('dpo', 'auditor', 'admin')
  @ApiClass()
  @ApiOperation({ summary: 'The rule for a class; with revision 0 a proposal that disposes of nothing' })
  @ApiOkResponse({ type: RetentionRuleDto })
  async get(@Param('class') name: string): Promise<RetentionRuleDto> {
    return RetentionRuleDto.of(await this.rules.get(classNamed(name)));
  }

  @Put(':class')
  @AllowPersons('dpo')
  @ApiClass()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Set the rule for a class',
    description:
      'An active rule works from the next day on (UTC), every night. See due first: it says what would go.',
  })
  @ApiOkResponse({ type: RetentionRuleDto })
  async set(
    @Param('class') name: string,
    @IfMatch() expected: Expected,
    @Body() { keepDays, ground, active }: SetRetentionRuleDto,
    @Who() { id }: Principal,
  ): Promise<RetentionRuleDto> {
    const fields = { keepDays, ground, active };
    return RetentionRuleDto.of(await this.rules.set(classNamed(name), expected, fields, id));
  }

  @Get(':class/due')
  @Allow('dpo', 'auditor', 'admin')
  @ApiClass()
  @ApiOperation({ summary: 'What would go today by the rule or its proposal, and what which hold keeps' })
  @ApiOkResponse({ type: DueDto })
  async due(@Param('class') name: string): Promise<DueDto> {
    return DueDto.of(await this.rules.due(classNamed(name)));
  }

  @Get(':class/history')
  @Allow('dpo', 'auditor', 'admin')
  @ApiClass()
  @ApiOperation({ summary: 'Revisions of a rule; none of a proposal' })
  @ApiPage(RevisionDto)
  async history(@Param('class') name: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const { id, revision } = await this.rules.get(classNamed(name));
    if (revision === 0) return { items: [], nextCursor: null };
    return mapPage(await this.ledger.history('retention_rule', id, query), (entry) => RevisionDto.of(entry));
  }
}

@Resource('retention-runs', 'Retention')
export class RetentionRunsController {
  constructor(
    private readonly runs: RetentionRunsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'What the rules disposed of, night by night; no run where no rule is active' })
  @ApiPage(RetentionRunDto)
  async list(@Query() query: RetentionRunsRequest): Promise<Page<RetentionRunDto>> {
    return mapPage(await this.runs.page(query), (run) => RetentionRunDto.of(run));
  }

  @Get(':id')
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'One night' })
  @ApiOkResponse({ type: RetentionRunDto })
  async get(@Param('id', Uuid) id: string): Promise<RetentionRunDto> {
    return RetentionRunDto.of(await this.runs.get(id));
  }

  @Get(':id/history')
  @Allow('dpo', 'auditor', 'admin')
  @ApiOperation({ summary: 'Batches of one night' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('retention_run', id, query), (entry) => RevisionDto.of(entry));
  }
}
