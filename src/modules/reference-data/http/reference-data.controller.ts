import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Clock } from '../../../shared/clock.js';
import { localDate } from '../../../shared/local-date.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { refuse } from '../../../platform/errors/request-errors.js';
import { Resource } from '../../../platform/http/resource.js';
import { AdequacyBook } from '../adequacy-book.js';
import { evaluateAdequacy } from '../domain/adequacy.js';
import { allLists, findList } from '../domain/catalogue.js';
import {
  AdequacyDto,
  AdequacyRequest,
  ListSummariesDto,
  ListSummaryDto,
  ReferenceListDto,
} from './reference-data.dto.js';

@Resource('reference-data', 'Reference data')
export class ReferenceDataController {
  constructor(
    private readonly clock: Clock,
    private readonly book: AdequacyBook,
  ) {}

  @Get()
  @Allow(...everybodyInside, 'respondent')
  @ApiOperation({ summary: 'All code lists, with version and source' })
  @ApiOkResponse({ type: ListSummariesDto })
  lists(): ListSummariesDto {
    return { items: allLists().map((list) => ListSummaryDto.of(list)) };
  }

  @Get('adequacy')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Is there an adequacy decision from this exporter to this country on that day?' })
  @ApiOkResponse({ type: AdequacyDto })
  async adequacy(@Query() { from, to, on, dataClass }: AdequacyRequest): Promise<AdequacyDto> {
    const day = on === undefined ? this.clock.today() : localDate(on);
    return AdequacyDto.of(evaluateAdequacy({ from, to, on: day, dataClass }, await this.book.read()));
  }

  @Get(':list')
  @Allow(...everybodyInside, 'respondent')
  @ApiOperation({ summary: 'One code list with its entries' })
  @ApiOkResponse({ type: ReferenceListDto })
  list(@Param('list') name: string): ReferenceListDto {
    const list =
      findList(name) ?? refuse('request.not_found', 'There is no list of this name; see /reference-data.');
    return ReferenceListDto.of(list);
  }
}
