import { Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { mapPage, type Page } from '../../../shared/page.js';
import { ErasableSubscribers } from '../erasable-subscribers.service.js';
import { SubscriberLists } from '../subscriber-lists.js';
import { SubscriptionsService } from '../subscriptions.service.js';
import {
  DeliveriesRequest,
  DeliveryDto,
  SubscriptionDto,
  SubscriptionsRequest,
  SubscriptionSummaryDto,
} from './subscription.dto.js';

const seesAddresses = ({ roles }: Principal) => roles.includes('dpo');

@Resource('subscriptions', 'Subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly lists: SubscriberLists,
    private readonly people: ErasableSubscribers,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'Who outside asked to hear of new recipients, newest first' })
  @ApiPage(SubscriptionDto)
  async list(@Query() query: SubscriptionsRequest, @Who() who: Principal): Promise<Page<SubscriptionDto>> {
    return mapPage(await this.lists.page(query, query), (one) => SubscriptionDto.of(one, seesAddresses(who)));
  }

  @Get('summary')
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'How many there are of each kind, and what became of their messages' })
  @ApiOkResponse({ type: SubscriptionSummaryDto })
  summary(): Promise<SubscriptionSummaryDto> {
    return this.lists.summary();
  }

  @Get('deliveries')
  @Allow('dpo', 'auditor')
  @ApiOperation({
    summary: 'Messages to subscribers: waiting, delivered, failed or dropped; not what they said',
  })
  @ApiPage(DeliveryDto)
  deliveries(@Query() query: DeliveriesRequest): Promise<Page<DeliveryDto>> {
    return this.lists.deliveries(query, query);
  }

  @Get(':id')
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'One subscription, now or at a moment; erased addresses are null' })
  @ApiOkResponse({ type: SubscriptionDto })
  async get(
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
    @Who() who: Principal,
  ): Promise<SubscriptionDto> {
    const one = await this.subscriptions.get(id, at === undefined ? undefined : new Date(at));
    return SubscriptionDto.of(one, seesAddresses(who));
  }

  @Get(':id/history')
  @Allow('dpo', 'auditor')
  @ApiOperation({ summary: 'Revisions of a subscription; addresses are not in it' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    await this.subscriptions.get(id);
    return mapPage(await this.ledger.history('subscription', id, query), (entry) => RevisionDto.of(entry));
  }

  @Delete(':id')
  @HttpCode(204)
  @AllowPersons('dpo')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Erase a subscriber at their request: the address goes for good, and no message follows',
  })
  @ApiNoContentResponse()
  erase(@Param('id', Uuid) id: string, @IfMatch() expected: Expected): Promise<void> {
    return this.people.erase(id, expected);
  }
}
