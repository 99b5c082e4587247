import { Body, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
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
import { TemplatesService } from '../templates.service.js';
import { contentOf } from './content.dto.js';
import {
  ArchiveTemplateDto,
  ChangeTemplateDto,
  ChangeVersionDto,
  CreateTemplateDto,
  ProblemsInDraftDto,
  TemplateDto,
  TemplatesRequest,
  VersionDto,
  VersionsRequest,
} from './template.dto.js';
import { VersionNumber } from './version-number.js';

const momentOf = (at: string | undefined) => (at === undefined ? undefined : new Date(at));

@Resource('questionnaire-templates', 'Questionnaires')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Questionnaire templates with their versions' })
  @ApiPage(TemplateDto)
  async list(@Query() query: TemplatesRequest): Promise<Page<TemplateDto>> {
    return mapPage(await this.templates.page(query, query), (template) => TemplateDto.of(template));
  }

  @Post()
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Make a template with its first draft' })
  @ApiCreatedResponse({ type: TemplateDto })
  async create(@Body() body: CreateTemplateDto): Promise<TemplateDto> {
    const { name, description = null, sections = [], fromVersionId = null } = body;
    const content = contentOf(sections);
    return TemplateDto.of(await this.templates.create({ name, description, content, fromVersionId }));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One template, now or at a moment' })
  @ApiOkResponse({ type: TemplateDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.get(id, momentOf(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a template' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const page = await this.ledger.history('questionnaire_template', id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'assessor')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change name or description' })
  @ApiOkResponse({ type: TemplateDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeTemplateDto,
  ): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.change(id, expected, body));
  }

  @Get(':id/versions')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Versions with their questions, newest first' })
  @ApiPage(VersionDto)
  async versions(@Param('id', Uuid) id: string, @Query() query: VersionsRequest): Promise<Page<VersionDto>> {
    return mapPage(await this.templates.versionsOf(id, query), (version) => VersionDto.of(version));
  }

  @Post(':id/versions')
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Begin a draft where the newest version ends' })
  @ApiCreatedResponse({ type: VersionDto })
  async newDraft(@Param('id', Uuid) id: string): Promise<VersionDto> {
    return VersionDto.of(await this.templates.newDraft(id));
  }

  @Get(':id/versions/:version')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One version with its questions, now or at a moment' })
  @ApiOkResponse({ type: VersionDto })
  async version(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @Query() { at }: AtRequest,
  ): Promise<VersionDto> {
    return VersionDto.of(await this.templates.version(id, version, momentOf(at)));
  }

  @Get(':id/versions/:version/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a version' })
  @ApiPage(RevisionDto)
  async versionHistory(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const row = await this.templates.version(id, version);
    const page = await this.ledger.history('questionnaire_version', row.id, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Put(':id/versions/:version')
  @Allow('procurement', 'assessor')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Replace the questions of a draft' })
  @ApiOkResponse({ type: VersionDto })
  async changeVersion(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @IfMatch() expected: Expected,
    @Body() { sections }: ChangeVersionDto,
  ): Promise<VersionDto> {
    return VersionDto.of(await this.templates.changeContent({ id, version }, expected, contentOf(sections)));
  }

  @Get(':id/versions/:version/problems')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Everything that keeps a draft from being published' })
  @ApiOkResponse({ type: ProblemsInDraftDto })
  async problems(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
  ): Promise<ProblemsInDraftDto> {
    const problems = await this.templates.problems(id, version);
    return { publishable: problems.length === 0, problems };
  }

  @Post(':id/versions/:version/publication')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Publish a draft: it never changes again' })
  @ApiOkResponse({ type: VersionDto })
  async publish(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<VersionDto> {
    return VersionDto.of(await this.templates.publish({ id, version }, expected));
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Archive a template: no new assessments of it, those under way go on' })
  @ApiOkResponse({ type: TemplateDto })
  async archive(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ArchiveTemplateDto,
  ): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.archive(id, null, expected, reason));
  }

  @Post(':id/restoration')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take a template into use again' })
  @ApiOkResponse({ type: TemplateDto })
  async restore(
    @Param('id', Uuid) id: string,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ArchiveTemplateDto,
  ): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.restore(id, null, expected, reason));
  }

  @Post(':id/versions/:version/archive')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Archive one published version; If-Match is the revision of the template' })
  @ApiOkResponse({ type: TemplateDto })
  async archiveVersion(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ArchiveTemplateDto,
  ): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.archive(id, version, expected, reason));
  }

  @Post(':id/versions/:version/restoration')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take one version into use again; If-Match is the revision of the template' })
  @ApiOkResponse({ type: TemplateDto })
  async restoreVersion(
    @Param('id', Uuid) id: string,
    @Param('version', VersionNumber) version: number,
    @IfMatchWhenSent() expected: Expected,
    @Body() { reason }: ArchiveTemplateDto,
  ): Promise<TemplateDto> {
    return TemplateDto.of(await this.templates.restore(id, version, expected, reason));
  }
}
