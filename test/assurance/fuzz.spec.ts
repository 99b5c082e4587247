import { TestApp } from '../support/app.js';
import type { Operation } from '../support/openapi.js';
import { inParallel } from '../support/parallel.js';
import { plans, properPlan } from '../support/plans.js';
import { populate, sendsMail } from '../support/population.js';
import { Traffic, type Exchange, type Plan } from '../support/traffic.js';

const calls = Number(process.env['KEYHOLDER_TEST_FUZZ_CALLS'] ?? 3_000);
const seed = Number(process.env['KEYHOLDER_TEST_FUZZ_SEED'] ?? 20_261_125);

/** P6: whatever is sent, nothing breaks, and every answer is one that the OpenAPI document announces. */
describe('any request', () => {
  let app: TestApp;
  let traffic: Traffic;
  const faults: string[] = [];
  const counts = new Map<string, Map<number, number>>();
  let answered = 0;

  beforeAll(async () => {
    app = await TestApp.start({ ...sendsMail, KEYHOLDER_ACCESS_TOKEN_MINUTES: '600' });
    await populate(app);
    traffic = await Traffic.to(app);
  }, 240_000);
  afterAll(() => app.close());

  const name = ({ method, path }: Operation) => `${method} ${path}`;
  const streams = ({ responses }: Operation) => 'text/event-stream' in (responses['200']?.content ?? {});

  async function send(plan: Plan): Promise<Exchange | undefined> {
    const operation = traffic.operationOf(plan);
    if (streams(operation)) return undefined;
    const exchange = await traffic.make(plan).catch((error: unknown) => {
      faults.push(`${name(operation)}: no answer: ${String(error)}`);
      return undefined;
    });
    if (!exchange) return undefined;
    answered++;
    const byStatus = counts.get(name(operation)) ?? new Map<number, number>();
    counts.set(name(operation), byStatus.set(exchange.status, (byStatus.get(exchange.status) ?? 0) + 1));
    const fault = faultIn(exchange);
    if (fault !== undefined && faults.length < 200)
      faults.push(
        `${name(operation)} ${exchange.path}: ${fault} after ${exchange.sent?.slice(0, 300) ?? 'no body'}`,
      );
    return exchange;
  }

  function faultIn({ operation, status, type, headers, text, json }: Exchange): string | undefined {
    if (status >= 500 && !text.includes('"code":"register.busy"'))
      return `answered ${status} ${text.slice(0, 300)}`;
    if (headers.get('x-request-id') === null) return 'has no request id';
    if (headers.get('cache-control') === null) return 'says nothing on caching';
    const documented = operation.responses[String(status)];
    if (status >= 300) return refusalFault(status, type, json, documented);
    if (!documented) return `answered ${status}, which is not documented`;
    const content = Object.entries(documented.content ?? {});
    if (content.length === 0) return text === '' ? undefined : `answered a body that is not documented`;
    const schema = documented.content?.[type]?.schema;
    if (
      !schema &&
      !content.some(([known]) => known === type || known === '*/*' || known === 'application/octet-stream')
    )
      return `answered ${type}, which is not documented`;
    const misfit = schema && json !== undefined ? traffic.api.misfit(schema, json) : undefined;
    return misfit === undefined ? undefined : `answered what its schema does not say: ${misfit}`;
  }

  function refusalFault(
    status: number,
    type: string,
    json: unknown,
    documented: unknown,
  ): string | undefined {
    if (type !== 'application/problem+json') return `refused with ${status} as ${type}`;
    const misfit = traffic.api.misfit({ $ref: '#/components/schemas/Problem' }, json);
    if (misfit !== undefined) return `refused with a problem that is none: ${misfit}`;
    const { status: said, code } = json as { status: number; code: string };
    if (said !== status) return `said ${said} and meant ${status}`;
    return documented === undefined && code === '' ? 'has no code' : undefined;
  }

  it(`is answered as documented: ${calls} calls, seed ${seed}`, async () => {
    const operations = traffic.api.operations;
    for (let round = 0; round < 3; round++)
      for (const index of operations.keys()) await send(properPlan(index, round));
    await inParallel(8, plans(calls, seed), async (plan) => {
      await send(plan);
    });
    await app.settle();
    report();
    expect(faults).toEqual([]);
  }, 900_000);

  it('finds something in every list', () => {
    const lists = traffic.api.operations.filter(
      ({ method, path, parameters }) =>
        method === 'GET' && !path.endsWith('/history') && parameters.some((one) => one.name === 'cursor'),
    );
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter((list) => !counts.get(name(list))?.has(200)).map(name)).toEqual([]);
  });

  it('succeeds for most operations, so that what was tried is not only refusals', () => {
    const succeeded = [...counts.values()].filter((byStatus) =>
      [...byStatus.keys()].some((status) => status < 300),
    );
    expect(succeeded.length / counts.size).toBeGreaterThan(0.5);
  });

  function report(): void {
    const never = [...counts].filter(([, byStatus]) => ![...byStatus.keys()].some((status) => status < 300));
    const total = new Map<number, number>();
    for (const byStatus of counts.values())
      for (const [status, n] of byStatus) total.set(status, (total.get(status) ?? 0) + n);
    const figures = [...total].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
    process.stdout.write(
      `P6: seed ${seed}, ${answered} calls of ${counts.size} operations, ${faults.length} faults; ${figures.join(', ')}\n` +
        `P6: never 2xx: ${never.map(([operation]) => operation).join(', ') || 'none'}\n`,
    );
  }
});
