import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';

/** One thing that callers do, asked of Keyholder and of the baseline in the same way. */
export type Scenario = Readonly<{
  name: string;
  method: 'GET' | 'POST';
  path: string;
  body?: () => object;
}>;
export type Figures = Readonly<{ perSecond: number; p99: number }>;

const connections = 10;

export async function load(
  address: string,
  token: string,
  scenario: Scenario,
  seconds: number,
): Promise<Figures> {
  const { method, path, body } = scenario;
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    requests: [
      {
        method,
        path: `/api/v1${path}`,
        ...(body && { setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }) }),
      },
    ],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${scenario.name} of ${address}: ${failed} requests failed, ${result['2xx']} did not`);
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
  };
}

export function medians(figures: readonly Figures[]): Figures {
  const middle = (of: (one: Figures) => number) =>
    figures.map(of).sort((a, b) => a - b)[figures.length >> 1] ?? 0;
  return { perSecond: middle((one) => one.perSecond), p99: middle((one) => one.p99) };
}

/** A vendor that looks like no other: names have random words, so that none is a likely duplicate. */
export function madeUpVendor(): {
  name: string;
  country: string;
  website: string;
  domains: string[];
  categories: string[];
} {
  const word = randomBytes(6)
    .toString('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
  const domain = `${word}.example`;
  return {
    name: `${word.charAt(0).toUpperCase()}${word.slice(1)} Services`,
    country: 'NL',
    website: `https://www.${domain}`,
    domains: [domain],
    categories: ['ANALYTICS'],
  };
}
