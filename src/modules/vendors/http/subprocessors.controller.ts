import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { SubprocessorsService } from '../subprocessors.service.js';
import {
  ChangeSubprocessorDto,
  CreateSubprocessorDto,
  SubprocessorDto,
  SubprocessorsRequest,
  SubprocessorTreeDto,
  SubprocessorTreeRequest,
} from './subprocessor.dto.js';
import { newSubprocessorOf } from './subprocessor-fields.js';

@Resource('vendors/:vendorId/subprocessors', 'Sub-processors')
export class SubprocessorsController {
  constructor(
    private readonly subprocessors: SubprocessorsService,
    private readonly ledger: LedgerReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Sub-processors of a vendor itself, ended ones included' })
  @ApiPage(SubprocessorDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: SubprocessorsRequest,
  ): Promise<Page<SubprocessorDto>> {
    return mapPage(await this.subprocessors.page(vendorId, query, query), (one) => SubprocessorDto.of(one));
  }

  @Post()
  @Allow('procurement', 'dpo')
  @ApiOperation({
    summary: 'Record a sub-processor',
    description:
      'Approvals of flows with the vendor, and with every vendor that uses it in turn, are examined. For one that the ' +
      'vendor tells us of beforehand record its notice (POST …/subprocessor-changes), which opens the time to object.',
  })
  @ApiCreatedResponse({ type: SubprocessorDto })
  @ApiConflictResponse({ description: 'subprocessor.cycle: `cycle` names the ring of vendors.' })
  async add(
    @Param('vendorId', Uuid) vendorId: string,
    @Body() body: CreateSubprocessorDto,
  ): Promise<SubprocessorDto> {
    return SubprocessorDto.of(await this.subprocessors.add(vendorId, newSubprocessorOf(body)));
  }

  @Get('tree')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'The whole tree below a vendor on a day, with ranks',
    description:
      'Through links to registered vendors; at most 10 ranks and 1,000 nodes, and it says when there are more.',
  })
  @ApiOkResponse({ type: SubprocessorTreeDto })
  async tree(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() { on = this.clock.today(), depth }: SubprocessorTreeRequest,
  ): Promise<SubprocessorTreeDto> {
    return SubprocessorTreeDto.of(vendorId, on, await this.subprocessors.tree(vendorId, on, depth));
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One sub-processor, now or at a moment' })
  @ApiOkResponse({ type: SubprocessorDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<SubprocessorDto> {
    return SubprocessorDto.of(
      await this.subprocessors.get(vendorId, id, at === undefined ? undefined : new Date(at)),
    );
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a sub-processor' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.subprocessors.get(vendorId, id);
    return mapPage(await this.ledger.history('subprocessor', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a sub-processor; one that is no longer used gets its last day (validTo)',
  })
  @ApiOkResponse({ type: SubprocessorDto })
  async change(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeSubprocessorDto,
  ): Promise<SubprocessorDto> {
    return SubprocessorDto.of(await this.subprocessors.change(vendorId, id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('procurement', 'dpo')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove what was recorded in error; its record stays' })
  @ApiNoContentResponse()
  remove(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
  ): Promise<void> {
    return this.subprocessors.remove(vendorId, id, expected);
  }
}
