import { Body, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { TakesFile, UploadedFile, type Upload } from '../../../platform/http/upload.interceptor.js';
import { Who } from '../../../platform/http/who.js';
import type { Bearer } from '../domain/remediation-link.js';
import { RemediationService, type SharedFinding } from '../remediation.service.js';
import { FindingUpdatesRequest } from './finding-update.dto.js';
import {
  AttachFixDto,
  GivePlanDto,
  MessageDto,
  ReportProgressDto,
  SharedFindingDto,
  SharedFindingsRequest,
} from './remediation.dto.js';

/** What the link opens is in its grant: nothing in an address widens it. */
const bearerOf = ({ grant }: Principal): Bearer => grant as Bearer;

@Resource('remediation/findings', 'Vendors that mend')
export class RemediationController {
  constructor(
    private readonly remediation: RemediationService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('remediator')
  @ApiOperation({ summary: 'The findings that the link opens, by due day' })
  @ApiPage(SharedFindingDto)
  async list(@Who() who: Principal, @Query() query: SharedFindingsRequest): Promise<Page<SharedFindingDto>> {
    return mapPage(await this.remediation.page(bearerOf(who), query), (shared) => this.shown(shared));
  }

  @Get(':id')
  @Allow('remediator')
  @ApiOperation({ summary: 'One finding with the newest messages' })
  @ApiOkResponse({ type: SharedFindingDto })
  async get(@Who() who: Principal, @Param('id', Uuid) id: string): Promise<SharedFindingDto> {
    return this.shown(await this.remediation.get(bearerOf(who), id));
  }

  @Put(':id/plan')
  @Allow('remediator')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    example: '"1"',
    description:
      'ETag of the finding whose plan is replaced; a first plan needs none. Missing: 428. Changed: 412.',
  })
  @ApiOperation({ summary: 'Say how and by when the gap will be mended' })
  @ApiOkResponse({ type: SharedFindingDto })
  async plan(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() { text, plannedFor }: GivePlanDto,
  ): Promise<SharedFindingDto> {
    return this.shown(await this.remediation.plan(bearerOf(who), id, expected, { text, plannedFor }));
  }

  @Get(':id/updates')
  @Allow('remediator')
  @ApiOperation({ summary: 'All messages on a finding, oldest first' })
  @ApiPage(MessageDto)
  async messages(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @Query() query: FindingUpdatesRequest,
  ): Promise<Page<MessageDto>> {
    const page = await this.remediation.messages(bearerOf(who), id, query);
    return mapPage(page, (message) => MessageDto.of(message));
  }

  @Post(':id/updates')
  @Allow('remediator')
  @ApiOperation({ summary: 'Tell how it goes, and that the gap is mended; somebody else verifies it' })
  @ApiCreatedResponse({ type: MessageDto })
  async update(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @Body() { text, claimsResolved = false }: ReportProgressDto,
  ): Promise<MessageDto> {
    return MessageDto.of(await this.remediation.update(bearerOf(who), id, { text, claimsResolved }));
  }

  @Post(':id/evidence')
  @TakesFile()
  @Allow('remediator')
  @ApiOperation({ summary: 'Attach a document that shows it' })
  @ApiCreatedResponse({ type: MessageDto })
  async attach(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @Body() { title, kind = 'OTHER' }: AttachFixDto,
    @UploadedFile() file: Upload,
  ): Promise<MessageDto> {
    return MessageDto.of(await this.remediation.attach(bearerOf(who), id, file, { title, kind }));
  }

  private shown(shared: SharedFinding): SharedFindingDto {
    return SharedFindingDto.of(shared, this.clock.today());
  }
}
