import type { ApiClient } from '../scripts/api-client.js';
import { memory, onDemonstration, say, since } from './at-size.js';

/**
 * `node dist/bench/sharing.js [events]`: how many sharing events a second one flow takes through the API (50,000 unless told
 * otherwise): in reports of 1,000, singly one after the other, and singly over ten connections; what a report costs when
 * every event exceeds the approval, and how long a page of the list then takes.
 */
const events = Number(process.argv[2] ?? 50_000);
const inReport = 1_000;
const singles = 500;
const connections = 10;

type Flow = {
  id: string;
  purposes: { code: string }[];
  dataCategories: { code: string }[];
  locations: { country: string }[];
};
let made = 0;

const sent = ({ purposes, dataCategories, locations }: Flow, changes: object = {}) => ({
  at: new Date(Date.now() - 1_000).toISOString(),
  categories: dataCategories.map(({ code }) => code),
  subjects: 0,
  records: 1,
  toCountry: locations[0]?.country,
  purpose: purposes[0]?.code,
  reference: `measured-${++made}`,
  ...changes,
});

async function report(client: ApiClient, flow: Flow, body: object): Promise<Record<string, unknown>> {
  const answer = await client.post(`/data-flows/${flow.id}/sharing-events`, body);
  return answer.body as Record<string, unknown>;
}

async function inReports(client: ApiClient, flow: Flow, changes: object, many: number): Promise<void> {
  const took: number[] = [];
  let deviations = 0;
  for (let done = 0; done < many; done += inReport) {
    const list = Array.from({ length: inReport }, () => sent(flow, changes));
    const from = performance.now();
    const answer = await report(client, flow, { events: list });
    took.push(since(from));
    deviations = (answer['deviations'] as unknown[]).length;
  }
  const seconds = took.reduce((sum, ms) => sum + ms, 0) / 1_000;
  took.sort((a, b) => a - b);
  const median = took[Math.floor(took.length / 2)] ?? 0;
  say(
    `${many} events in reports of ${inReport}: ${Math.round(many / seconds)}/s, median ${median.toFixed(0)} ms, ` +
      `slowest ${(took.at(-1) ?? 0).toFixed(0)} ms; ${deviations} deviations`,
  );
}

async function singly(client: ApiClient, flow: Flow, atOnce: number): Promise<void> {
  const from = performance.now();
  let left = singles;
  const worker = async () => {
    while (left-- > 0) await report(client, flow, sent(flow));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  say(`singly, ${atOnce} at once: ${Math.round(singles / (since(from) / 1_000))}/s`);
}

await onDemonstration(async ({ server, signIn }) => {
  const client = await signIn('procurement');
  const { body } = await client.get('/data-flows?status=active&limit=1');
  const [flow] = body.items as unknown as Flow[];
  if (!flow) throw new Error('No flow of the demonstration is active.');
  await inReports(client, flow, {}, inReport); // warms up
  await inReports(client, flow, {}, events);
  say(memory(server));
  await singly(client, flow, 1);
  await singly(client, flow, connections);
  await inReports(client, flow, { purpose: 'AI_TRAINING', toCountry: 'IN' }, inReport * 5);
  const from = performance.now();
  await client.get(`/data-flows/${flow.id}/sharing-events?deviating=true&limit=200`);
  say(`a page of 200 of ${made} events: ${since(from).toFixed(0)} ms; ${memory(server)}`);
});
