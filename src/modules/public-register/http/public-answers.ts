import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config } from '../../../platform/config/config.js';
import { uuidv5 } from '../../../platform/ids.js';
import { Clock } from '../../../shared/clock.js';
import { AnswerCache, type Answer } from '../answer-cache.js';
import type { Language } from '../domain/language.js';
import { chosenLanguage, languages } from '../languages.js';
import { changesFeed } from '../page/changes-feed.js';
import { registerGraph } from '../page/register-graph.js';
import { registerPage, type Choice, type RegisterShown } from '../page/register-page.js';
import { PublicRegisterService } from '../public-register.service.js';
import { PublicRegisterDto, PublicRequest } from './public.dto.js';

export type PublicForm = 'html' | 'json' | 'jsonld';
type Exchange = Readonly<{ request: Request; response: Response }>;

/** Of names of addresses (RFC 9562 6.6). */
const addresses = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Answers for everybody: made once for many, and not sent again to whoever has them. */
@Injectable()
export class PublicAnswers {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly registers: PublicRegisterService,
    private readonly cache: AnswerCache,
  ) {}

  async register(form: PublicForm, asked: PublicRequest, exchange: Exchange): Promise<void> {
    const choice = PublicRequest.choice(asked);
    const language = languageOf(asked.lang, exchange.request);
    const { cursor } = asked;
    const key = JSON.stringify([form, language.code, choice, cursor ?? null]);
    const answer = await this.cache.of(key, async () => {
      const shown = await this.registers.shown(choice, { language, ...(cursor !== undefined && { cursor }) });
      return rendered[form](shown, language, { choice, subscribe: this.subscribe() });
    });
    send(answer, exchange);
  }

  private subscribe(): string | null {
    return this.config.KEYHOLDER_SMTP_URL === undefined ? null : '/public/subscriptions';
  }

  async changes(lang: string | undefined, exchange: Exchange): Promise<void> {
    const language = languageOf(lang, exchange.request);
    const answer = await this.cache.of(JSON.stringify(['changes', language.code]), async () => {
      const origin = (this.config.KEYHOLDER_PUBLIC_URL ?? `http://localhost:${this.config.PORT}`).replace(
        /\/$/,
        '',
      );
      const id = uuidv5(`${origin}/public/register/changes`, addresses);
      const about = { language, origin, id, updated: this.clock.now() };
      const body = changesFeed(await this.registers.changes(language), about);
      return { body, mediaType: 'application/atom+xml; charset=utf-8' };
    });
    send(answer, exchange);
  }
}

const languageOf = (lang: string | undefined, { headers }: Request) =>
  chosenLanguage(lang, headers['accept-language']);

type Asked = Readonly<{ choice: Choice; subscribe: string | null }>;
type Render = (shown: RegisterShown, language: Language, asked: Asked) => Omit<Answer, 'tag'>;
const rendered: Readonly<Record<PublicForm, Render>> = {
  html: (shown, language, asked) => ({
    body: registerPage(shown, { language, languages: [...languages.values()], ...asked }),
    mediaType: 'text/html; charset=utf-8',
  }),
  json: (shown, language) => ({
    body: JSON.stringify(PublicRegisterDto.of(shown, language.code)),
    mediaType: 'application/json; charset=utf-8',
  }),
  jsonld: (shown, language) => ({
    body: JSON.stringify(registerGraph(shown, language)),
    mediaType: 'application/ld+json; charset=utf-8',
  }),
};

function send({ body, mediaType, tag }: Answer, { request, response }: Exchange): void {
  response.setHeader('Cache-Control', 'public, max-age=10');
  response.setHeader('Vary', 'Accept, Accept-Language');
  response.setHeader('ETag', tag);
  response.setHeader('Content-Security-Policy', policy);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known?.some((one) => one === tag || one === '*')) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', mediaType);
  response.send(Buffer.from(body));
}
