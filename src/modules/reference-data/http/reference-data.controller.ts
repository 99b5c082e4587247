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
import { extensibleLists } from '../domain/own-category.js';
import type { ReferenceList } from '../domain/reference-list.js';
import { OwnCategoriesService } from '../own-categories.service.js';
import { withOwn } from '../with-own.js';
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
    private readonly categories: OwnCategoriesService,
  ) {}

  @Get()
  @Allow(...everybodyInside, 'respondent')
  @ApiOperation({ summary: 'All code lists, with version and source' })
  @ApiOkResponse({ type: ListSummariesDto })
  async lists(): Promise<ListSummariesDto> {
    const lists = await Promise.all(allLists().map((list) => this.extended(list)));
    return { items: lists.map((list) => ListSummaryDto.of(list)) };
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
  @ApiOperation({
    summary: 'One code list with its entries',
    description:
      'The categories of our own stand after those of the list, with details.own and details.parent.',
  })
  @ApiOkResponse({ type: ReferenceListDto })
  async list(@Param('list') name: string): Promise<ReferenceListDto> {
    const list =
      findList(name) ?? refuse('request.not_found', 'There is no list of this name; see /reference-data.');
    return ReferenceListDto.of(await this.extended(list));
  }

  private async extended(list: ReferenceList): Promise<ReferenceList> {
    const extensible = extensibleLists.find((name) => name === list.name);
    return extensible ? withOwn(list, await this.categories.of(extensible)) : list;
  }
}
