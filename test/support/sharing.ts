import type { Answer, Body, Caller, TestApp } from './app.js';
import { act, anActiveFlow, done, type Cast } from './flows.js';

let made = 0;

/** As approved, under the flows of support/flows: sent this very moment. */
export const sent = (app: TestApp, changes: object = {}) => ({
  at: app.clock.now().toISOString(),
  categories: ['EMAIL_ADDRESS'],
  subjects: 100,
  records: 100,
  toCountry: 'DE',
  purpose: 'DIRECT_MARKETING',
  reference: `event-${++made}`,
  ...changes,
});

export const report = (by: Caller, flow: Pick<Body, 'id'>, body: object): Promise<Answer> =>
  by.post(`/data-flows/${flow.id}/sharing-events`, body);

export type Deviation = Body & { kind: string; excess: string; status: string; tally: { events: number } };

export async function deviationsOf(by: Caller, { id }: Pick<Body, 'id'>): Promise<Deviation[]> {
  const { items } = await done(by.get(`/data-flows/${id}/deviations?sort=createdAt&limit=200`));
  return items as Deviation[];
}

/** A key for a system that reports. */
export async function aReportingKey(app: TestApp, role = 'requester'): Promise<Caller> {
  const admin = await app.admin();
  const expiresAt = new Date(app.clock.now().getTime() + 30 * 86_400_000).toISOString();
  const asked = { name: `Sender ${++made}`, roles: [role], expiresAt };
  const { secret } = await done(admin.post('/api-keys', asked));
  return app.holding(String(secret));
}

/** Open ones and one under review, each of a flow of its own. */
export async function someDeviations(app: TestApp, cast: Cast): Promise<void> {
  for (const toCountry of ['IN', 'US', 'BR']) {
    const flow = await anActiveFlow(app, cast);
    const { deviations } = await done(report(cast.procurement, flow, sent(app, { toCountry })));
    for (const { id } of deviations as { id: string }[])
      if (toCountry === 'BR') await done(act(cast.dpo, `/deviations/${id}`, 'review', { reason: 'Asked.' }));
  }
}
