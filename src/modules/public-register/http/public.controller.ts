import { Controller, Get, Header, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../../platform/auth/access.js';
import { Resource } from '../../../platform/http/resource.js';
import { pageFile } from '../../../platform/pages/page-files.js';
import { PublicAnswers, type PublicForm } from './public-answers.js';
import { ChangesRequest, PublicRegisterDto, PublicRequest } from './public.dto.js';
import { PublicProblemFilter } from './public-problem.filter.js';

const style = pageFile(new URL('../page/', import.meta.url), 'page.css');
const forms: readonly PublicForm[] = ['html', 'json', 'jsonld'];
const mediaTypes: Readonly<Record<PublicForm, string>> = {
  ...{ html: 'text/html', json: 'application/json', jsonld: 'application/ld+json' },
};

/** For people: a page that needs no script, and the same for machines. */
@ApiExcludeController()
@Public()
@UseFilters(PublicProblemFilter)
@Controller('public')
export class PublicPagesController {
  constructor(private readonly answers: PublicAnswers) {}

  @Get('page.css')
  @Header('Content-Type', style.mediaType)
  @Header('Cache-Control', 'public, max-age=3600')
  style(): string {
    return style.text;
  }

  @Get('register')
  async register(
    @Query() query: PublicRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const best = request.accepts(forms.map((form) => mediaTypes[form]));
    const form = forms.find((each) => mediaTypes[each] === best) ?? 'html';
    await this.answers.register(form, query, { request, response });
  }

  @Get('register.json')
  async json(
    @Query() query: PublicRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answers.register('json', query, { request, response });
  }

  @Get('register.jsonld')
  async graph(
    @Query() query: PublicRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answers.register('jsonld', query, { request, response });
  }

  @Get('register/changes')
  async changes(
    @Query() { lang }: ChangesRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answers.changes(lang, { request, response });
  }
}

@Resource('public', 'Public register')
@Public()
export class PublicApiController {
  constructor(private readonly answers: PublicAnswers) {}

  @Get('register')
  @ApiOperation({
    summary: 'Who gets our customers’ data, why, how, where and since when; for everybody',
    description:
      'The page for people is /public/register (also .json, .jsonld in terms of the Data Privacy Vocabulary). Without at: as it is ' +
      'now, at most ten seconds old. Send If-None-Match with the ETag to learn that nothing changed.',
  })
  @ApiOkResponse({ type: PublicRegisterDto })
  async register(
    @Query() query: PublicRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answers.register('json', query, { request, response });
  }

  @Get('register/changes')
  @ApiProduces('application/atom+xml')
  @ApiOperation({ summary: 'What changed in the public register, as a feed (Atom, RFC 4287); the 50 newest' })
  @ApiOkResponse({ content: { 'application/atom+xml': { schema: { type: 'string' } } } })
  async changes(
    @Query() { lang }: ChangesRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answers.changes(lang, { request, response });
  }
}
