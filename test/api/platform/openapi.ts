import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '../../../src/app.setup.js';
import { RouteRules } from '../../../src/platform/auth/route-rules.js';
import { TestApp } from '../../support/app.js';
import { ApiDescription } from '../../support/openapi.js';

/** Pages for people, and what belongs to them: no part of the API. */
const pages = /^\/((pages|respond|remediate|report)(\/|$)|public\/(page\.css|register))/;

describe('the OpenAPI document', () => {
  let app: TestApp;
  let api: ApiDescription;
  let document: ReturnType<typeof describeApi>;
  beforeAll(async () => {
    app = await TestApp.start();
    document = describeApi(app.app);
    api = new ApiDescription(document);
  });
  afterAll(() => app.close());

  const name = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  const successes = (operation: (typeof api.operations)[number]) =>
    Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));

  it('is served as it is, in OpenAPI 3.1', async () => {
    const { status, body } = await app.anonymous().get('/api/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(document)));
    expect(body['openapi']).toMatch(/^3\.1\./);
  });

  it('is the one that is checked in', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(
      JSON.parse(readFileSync('docs/openapi.json', 'utf8')),
    );
  });

  it('holds exactly the routes that there are', () => {
    const routes = app.app
      .get(RouteRules)
      .all()
      .filter(({ path }) => !pages.test(path));
    expect(api.operations.map(name).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
    );
  });

  it('has a name of its own for every shape: of two with one name, only the last would be described', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\/http\/.*\.ts$/.test(file),
    );
    const names = files.flatMap((file) =>
      [
        ...readFileSync(join('src', file), 'utf8').matchAll(/^(?:export )?class (\w+(?:Dto|Request))\b/gm),
      ].map((found) => found[1]),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((each, at) => names.indexOf(each) !== at)).toEqual([]);
  });

  it('refers only to schemas that it holds', () => {
    const wanted = JSON.stringify(document).match(/"#\/components\/schemas\/[^"]*"/g) ?? [];
    const known = Object.keys(document.components?.schemas ?? {});
    const missing = [...new Set(wanted)].filter((ref) => !known.includes(ref.slice(22, -1)));
    expect(missing).toEqual([]);
  });

  it('says of every operation in one line what it does, and where it belongs', () => {
    expect(api.operations.filter(({ summary, tags }) => !summary || tags.length !== 1).map(name)).toEqual([]);
  });

  it('says of every operation who may use it, as the guard does', () => {
    const rules = new Map(
      app.app
        .get(RouteRules)
        .all()
        .map(({ method, path, rule }) => [`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, rule]),
    );
    for (const operation of api.operations) {
      const rule = rules.get(name(operation));
      expect([name(operation), operation.roles, operation.personOnly]).toEqual([
        name(operation),
        rule?.roles,
        rule?.personOnly,
      ]);
    }
  });

  it('describes what every operation answers when it succeeds', () => {
    const silent = api.operations.filter((operation) => {
      const answers = successes(operation);
      return (
        answers.length === 0 ||
        answers.some(
          ([status, { content }]) =>
            !['204', '304'].includes(status) && !Object.values(content ?? {}).some((part) => part?.schema),
        )
      );
    });
    expect(silent.map(name)).toEqual([]);
  });

  it('shows an example for every body, which fits its own description', () => {
    const wrong = api.operations.flatMap((operation) =>
      Object.entries(operation.body).flatMap(([type, part]) => {
        const schema = part?.schema;
        if (!schema) return [`${name(operation)}: no schema`];
        if (type !== 'application/json') return [];
        const misfit = api.misfit(schema, api.example(schema));
        return misfit === undefined ? [] : [`${name(operation)}: ${misfit}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('asks for If-Match on every PATCH', () => {
    const free = api.operations.filter(
      ({ method, parameters }) => method === 'PATCH' && !parameters.some((one) => one.name === 'If-Match'),
    );
    expect(free.map(name)).toEqual([]);
  });
});
