import { Body, Controller, Get, Header, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../../platform/auth/access.js';
import { buttonPage, formPage, saidPage } from '../pages.js';
import { texts } from '../domain/texts/index.js';
import { SubscriptionDesk } from '../subscription-desk.js';
import { SubscriptionsService } from '../subscriptions.service.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { SubscribeDto, SubscribedDto, SubscribePageRequest } from './subscription.dto.js';
import { languageOf, wantsPage } from './wants-page.js';

const page = { content: { 'text/html': { schema: { type: 'string' } } } } as const;
const html = 'text/html; charset=utf-8';

/** For anybody: pages that work without script, and the same for programs. */
@ApiTags('Subscriptions')
@Public()
@UseFilters(PageProblemFilter)
@Controller('public/subscriptions')
export class PublicSubscriptionsController {
  constructor(
    private readonly desk: SubscriptionDesk,
    private readonly subscriptions: SubscriptionsService,
  ) {}

  @Get()
  @Header('Content-Type', html)
  @ApiOperation({ summary: 'A page to subscribe by mail to news of recipients' })
  @ApiProduces('text/html')
  @ApiOkResponse(page)
  @Header('Vary', 'Accept-Language')
  async form(@Query() _checked: SubscribePageRequest, @Req() request: Request): Promise<string> {
    return formPage(languageOf(request), await this.desk.about());
  }

  @Post()
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiOperation({
    summary: 'Subscribe to news of recipients, by mail or as a webhook',
    description:
      'Mail: the answer is the same whether the address is known or not; its holder has to confirm. Webhook: the address ' +
      'is sent {"type": "subscription.challenge", "challenge": "…"} and answers {"answer": "…"} with the challenge.',
  })
  @ApiAcceptedResponse({ type: SubscribedDto, description: 'Mail: what becomes of it is told by mail alone' })
  @ApiCreatedResponse({ type: SubscribedDto, description: 'Webhook: subscribed' })
  async subscribe(
    @Body() body: SubscribeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubscribedDto | string> {
    const t = texts[body.language];
    const webhook = await this.desk.ask(body, request.ip);
    if (webhook) return { message: t.confirmed, ...webhook };
    response.status(202);
    return said(request, response, () => saidPage(body.language, t.title, t.asked), t.asked);
  }

  @Get(':token')
  @Header('Content-Type', html)
  @Header('X-Robots-Tag', 'noindex')
  @ApiOperation({ summary: 'The page behind a link of a mail: it changes nothing, its button does' })
  @ApiParam({ name: 'token', example: 'ksc_7Qb…' })
  @ApiProduces('text/html')
  @ApiOkResponse(page)
  async behind(@Param('token') token: string): Promise<string> {
    const { does, row } = await this.subscriptions.behind(token);
    return buttonPage(row.language, does);
  }

  @Post(':token')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiOperation({
    summary: 'Do what the link is for: confirm, or end (RFC 8058)',
    description: 'The body does not matter. What was confirmed or ended before stays so.',
  })
  @ApiParam({ name: 'token', example: 'kse_01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f_7Qb…' })
  @ApiOkResponse({ type: SubscribedDto })
  async use(
    @Param('token') token: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubscribedDto | string> {
    const { did, row } = await this.subscriptions.use(token);
    const t = texts[row.language];
    const [title, sentence] = did === 'end' ? [t.endTitle, t.ended] : [t.confirmTitle, t.confirmed];
    response.status(200);
    return said(request, response, () => saidPage(row.language, title, sentence), sentence);
  }
}

function said(request: Request, response: Response, asPage: () => string, message: string) {
  if (!wantsPage(request)) return { message };
  response.setHeader('Content-Type', html);
  return asPage();
}
