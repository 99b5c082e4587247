import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { answerProblem } from '../errors/problem.filter.js';
import { refusal, refuse } from '../errors/request-errors.js';

const greatestDepth = 20;
const bodyLimit = '256kb';
/** Where lists of thousands are sent, and where browsers without script may post a form. */
export type RoomyBody = Readonly<{ path: RegExp; limit: string }>;
export type SpecialBodies = Readonly<{ roomy?: readonly RoomyBody[]; forms?: readonly RegExp[] }>;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Bracket depth of a JSON text without parsing it: forty thousand nested lists fit in 100 kB and overflow the stack later. */
export function jsonDepth(text: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return deepest;
}

/** Refuses what PostgreSQL or the ledger's canonical form cannot hold, and keys that reach for prototypes. */
export function assertStorable(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      refuse('request.bad_text', 'Text must not hold U+0000 or lone surrogates.');
  } else if (Array.isArray(value)) value.forEach(assertStorable);
  else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) refuse('request.bad_text', 'A key in the request is not allowed.');
      assertStorable(key);
      assertStorable(member);
    }
}

const formType = 'application/x-www-form-urlencoded';
const parseForm = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 20, type: formType });

function onlyKnownMedia(request: Request, _response: Response, next: NextFunction): void {
  const length = Number(request.headers['content-length'] ?? 0);
  const hasBody = request.headers['transfer-encoding'] !== undefined || length > 0;
  if (hasBody && !request.is('application/json') && !request.is('multipart/form-data'))
    refuse('request.unsupported_media', 'Send application/json or, for a file, multipart/form-data.');
  next();
}

function checkBeforeParsing(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== '' && encoding !== 'utf-8') refuse('request.unsupported_media', 'JSON must be UTF-8.');
  if (jsonDepth(body) > greatestDepth)
    refuse('request.too_deep', `Objects and lists may be nested ${greatestDepth} deep.`);
}

function checkAfterParsing(request: Request, _response: Response, next: NextFunction): void {
  assertStorable(request.body);
  assertStorable(request.query);
  next();
}

/** Fields that were left empty were not filled in. */
function forms(paths: readonly RegExp[]): RequestHandler {
  return (request, response, next) => {
    if (!request.is(formType) || !paths.some((path) => path.test(request.path))) {
      next();
      return;
    }
    parseForm(request, response, (error?: unknown) => {
      const given = Object.entries((request.body ?? {}) as Record<string, unknown>);
      if (!error) request.body = Object.fromEntries(given.filter(([, value]) => value !== ''));
      request.headers['content-type'] = 'application/json'; // read: from here on a body like any other
      next(error);
    });
  };
}

/** body-parser's own errors carry a status; ours pass through as they are. */
function parserErrors(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const type = (error as { type?: string } | undefined)?.type;
  if (type === 'entity.parse.failed') {
    answerProblem(refusal('request.bad_json', 'The body is not one JSON object or list.'), request, response);
    return;
  }
  answerProblem(error, request, response);
}

function bodies(roomy: readonly RoomyBody[]): RequestHandler {
  const parser = (limit: string) =>
    express.json({ limit, strict: true, type: 'application/json', verify: checkBeforeParsing });
  const usual = parser(bodyLimit);
  const others = roomy.map(({ path, limit }) => ({ path, parse: parser(limit) }));
  return (request, response, next) => {
    const { parse } = others.find(({ path }) => path.test(request.path)) ?? { parse: usual };
    parse(request, response, next);
  };
}

/** Everything that a request meets before it reaches the framework. */
export function harden(
  app: NestExpressApplication,
  trustedProxies: number,
  { roomy = [], forms: formPaths = [] }: SpecialBodies = {},
): void {
  app.disable('x-powered-by');
  app.set('etag', false); // only our own revision tags
  app.set('query parser', 'simple'); // no nested objects from the query string
  app.set('trust proxy', trustedProxies);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: true,
        directives: {
          'script-src': ["'self'"],
          'img-src': ["'self'", 'data:'],
          'upgrade-insecure-requests': null, // or Swagger UI stays blank where no proxy ends TLS
        },
      },
    }),
  );
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(forms(formPaths));
  app.use(onlyKnownMedia);
  app.use(bodies(roomy));
  app.use(checkAfterParsing);
  app.use(parserErrors);
}
