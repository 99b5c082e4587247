import type { Body, Caller } from './app.js';
import { done } from './flows.js';

/** Something that may be a breach, said to have begun a day ago at the vendor. */
export function anIncident(by: Caller, vendorIds: readonly string[], fields: object = {}): Promise<Body> {
  return done(by.post('/incidents', { title: 'Backups were readable', vendorIds, ...fields }));
}

export function aware(by: Caller, id: string, at: string): Promise<Body> {
  return done(by.post(`/incidents/${id}/awareness`, { at, reason: 'The vendor confirmed it.' }));
}

/** Told by a vendor through its link, found by it three hours ago. */
export function aVendorReport(vendor: Caller, now: Date, fields: object = {}): Promise<Body> {
  const detectedAt = new Date(now.getTime() - 3 * 3_600_000).toISOString();
  const said = { title: 'A bucket was public', description: 'Backups in it.', detectedAt, ...fields };
  return done(vendor.post('/report/incidents', said));
}
