import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import type { Request, Response } from 'express';
import * as swaggerUi from 'swagger-ui-express';
import { RouteRules } from './platform/auth/route-rules.js';
import { Config } from './platform/config/config.js';
import { Metrics } from './platform/health/metrics.js';
import { allowedMethods } from './platform/http/allowed-methods.js';
import { harden, type RoomyBody } from './platform/http/hardening.js';
import { limited } from './platform/http/rate-limit.js';
import { requestLog } from './platform/http/request-log.js';
import type { Log } from './platform/logging/logger.js';
import { Clock } from './shared/clock.js';

/** Five thousand sharing events. */
const roomy: readonly RoomyBody[] = [
  { path: /^\/api\/v1\/data-flows\/[^/]+\/sharing-events\/?$/, limit: '2mb' },
];

const openToEverybody = ['/public', '/api/v1/public'];
/** A page without script posts its form there. */
const forms: readonly RegExp[] = [/^\/public\/subscriptions(\/[^/]+)?\/?$/];

/** Everything that a request meets before a controller; main.ts and the tests share it. */
export function setUp(app: NestExpressApplication, log: Log): NestExpressApplication {
  app.use(requestLog(log, app.get(Clock), app.get(Metrics)));
  const { KEYHOLDER_TRUSTED_PROXIES, KEYHOLDER_PUBLIC_REQUESTS } = app.get(Config);
  harden(app, KEYHOLDER_TRUSTED_PROXIES, { roomy, forms });
  app.use(openToEverybody, limited(KEYHOLDER_PUBLIC_REQUESTS));
  app.use(allowedMethods(app.get(RouteRules).all()));
  serveDocs(app);
  return app;
}

export function describeApi(app: INestApplication): OpenAPIObject {
  const document = new DocumentBuilder()
    .setTitle('Keyholder')
    .setDescription(
      'The register of who holds the keys: vendors, their vetting, data-sharing agreements, data flows and the proof of it. ' +
        'Sign in with POST /api/v1/auth/login and press Authorize. Every refusal is an RFC 9457 problem document; ' +
        'GET /api/problems/{code} explains its code.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'Access token, API key or invitation token',
    })
    .build();
  return describeProblems(SwaggerModule.createDocument(app, document));
}

const problem = {
  type: 'object',
  description: 'RFC 9457 problem document',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', example: '/api/problems/request.invalid' },
    title: { type: 'string', example: 'The request does not fit its description' },
    status: { type: 'integer', example: 400 },
    detail: { type: 'string', example: 'These fields need mending: /name.' },
    instance: { type: 'string', example: '/api/v1/vendors' },
    code: { type: 'string', example: 'request.invalid' },
    remedy: { type: 'string' },
    requestId: { type: ['string', 'null'] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', example: '/name' },
          code: { type: 'string', example: 'missing' },
          message: { type: 'string', example: 'name is missing' },
        },
      },
    },
    unmet: { type: 'array', items: { type: 'object', additionalProperties: true } },
  },
  additionalProperties: true,
} as const;

/** Every operation may be refused; the one shape of refusals is said once and referred to everywhere. */
function describeProblems(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components };
  document.components.schemas = { ...document.components.schemas, Problem: problem as never };
  const refusal = {
    description: 'Refused: a problem document',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const item of Object.values(document.paths))
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete])
      if (operation) operation.responses['default'] = refusal;
  return document;
}

function serveDocs(app: NestExpressApplication): void {
  let document: OpenAPIObject | undefined;
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    response.json((document ??= describeApi(app)));
  });
  const options = {
    swaggerOptions: { url: '/api/openapi.json', persistAuthorization: false },
    customSiteTitle: 'Keyholder API',
  };
  app.use('/api/docs', swaggerUi.serve, swaggerUi.setup(undefined, options));
}
