import type { Body, Caller } from './app.js';
import { done } from './flows.js';

/** Something that may be a breach, said to have begun a day ago at the vendor. */
export function anIncident(by: Caller, vendorIds: readonly string[], fields: object = {}): Promise<Body> {
  return done(by.post('/incidents', { title: 'Backups were readable', vendorIds, ...fields }));
}

export function aware(by: Caller, id: string, at: string): Promise<Body> {
  return done(by.post(`/incidents/${id}/awareness`, { at, reason: 'The vendor confirmed it.' }));
}
