import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { FunctionIdentifier } from './function-identifier.js';
import { DoraRecordsService } from '../dora-records.service.js';
import { IctFunctionDto, IctFunctionsRequest, SetIctFunctionDto } from './ict-function.dto.js';

@Resource('legal-entities/:id/ict-functions', 'DORA')
export class IctFunctionsController {
  constructor(
    private readonly records: DoraRecordsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Functions of one of our companies that ICT services support' })
  @ApiPage(IctFunctionDto)
  async list(
    @Param('id', Uuid) id: string,
    @Query() query: IctFunctionsRequest,
  ): Promise<Page<IctFunctionDto>> {
    return mapPage(await this.records.functions(id, query), (one) => IctFunctionDto.of(one));
  }

  @Get(':identifier')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'A function that ICT services support, now or at a moment' })
  @ApiOkResponse({ type: IctFunctionDto })
  async get(
    @Param('id', Uuid) id: string,
    @Param('identifier', FunctionIdentifier) identifier: string,
    @Query() { at }: AtRequest,
  ): Promise<IctFunctionDto> {
    return IctFunctionDto.of(
      await this.records.function(id, identifier, at === undefined ? undefined : new Date(at)),
    );
  }

  @Put(':identifier')
  @Allow('procurement', 'dpo')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETag of what is replaced; left out to record it first. Missing where there is one: 428.',
  })
  @ApiOperation({ summary: 'Record a function that ICT services support' })
  @ApiOkResponse({ type: IctFunctionDto })
  async set(
    @Param('id', Uuid) id: string,
    @Param('identifier', FunctionIdentifier) identifier: string,
    @IfMatchToReplace() expected: Expected | null,
    @Body() body: SetIctFunctionDto,
  ): Promise<IctFunctionDto> {
    return IctFunctionDto.of(
      await this.records.setFunction(
        SetIctFunctionDto.said({ legalEntityId: id, identifier }, body),
        expected,
      ),
    );
  }

  @Get(':identifier/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Its revisions' })
  @ApiPage(RevisionDto)
  async history(
    @Param('id', Uuid) id: string,
    @Param('identifier', FunctionIdentifier) identifier: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    const { id: subject } = await this.records.function(id, identifier);
    return mapPage(await this.ledger.history('ict_function', subject, query), (entry) =>
      RevisionDto.of(entry),
    );
  }
}
