import type { Answer, Body, Caller, TestApp } from './app.js';
import { done } from './flows.js';

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
