import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { AffectedContract } from '../domain/affected-contract.js';
import type { Incident } from '../domain/incident.js';
import { foldedName } from '../../vendors/index.js';
import { affected } from './affected.sql.js';

const contract = `a.id AS "agreementId", a.reference, a.kind, a.vendor_role AS "vendorRole",
  coalesce(a.legal_entity_role, upper(l.role)) AS "ourRole", a.breach_notice_hours AS "breachNoticeHours",
  a.covers_ccpa AS "coversCcpa", a.parties, a.vendor_id AS "vendorId", v.name AS "vendorName",
  l.id AS "legalEntityId", l.name AS "legalEntityName", l.country AS "legalEntityCountry", l.representative`;
const parties = 'JOIN vendor v ON v.id = a.vendor_id JOIN legal_entity l ON l.id = a.legal_entity_id';
/** Bound somebody in the window. */
const bindingInWindow = `a.status NOT IN ('draft', 'in_review') AND a.effective_from <= $5::timestamptz::date
  AND coalesce(a.ended_on, 'infinity') >= $4::timestamptz::date`;
const processing = `('PROCESSOR', 'SUB_PROCESSOR')`;
const mostContracts = 1_000;
/** As many findings are looked at of one incident. */
const mostVendors = 10_000;

/** The window of an incident: what is not known reaches as far as it can. */
export function windowOf({ occurredFrom, occurredTo }: Incident, now: Date): [Date | string, Date] {
  return [occurredFrom ?? '-infinity', occurredTo ?? now];
}

/** Values of $1 to $6 of `affected`. */
export function seedsOf(incident: Incident, now: Date): unknown[] {
  const { vendorIds, subProcessors, systems, dataFlowIds } = incident;
  const linked = subProcessors.flatMap(({ vendorId }) => (vendorId === null ? [] : [vendorId]));
  return [
    [...vendorIds, ...linked],
    subProcessors.map(({ name }) => foldedName(name)),
    systems.map((system) => system.toLowerCase()),
    ...windowOf(incident, now),
    dataFlowIds,
  ];
}

export type AffectedVendor = Readonly<{ vendorId: string; rank: number }>;

@Injectable()
export class AffectedReader {
  constructor(private readonly db: Database) {}

  /** Vendors that it happened at, and upwards those that used them in its window; rank 0 is where it happened. */
  vendors(incident: Incident, now: Date): Promise<AffectedVendor[]> {
    return this.db.query<AffectedVendor>(
      `${affected} SELECT t.vendor_id AS "vendorId", t.rank FROM touched t ORDER BY t.rank, t.vendor_id LIMIT ${mostVendors}`,
      seedsOf(incident, now),
    );
  }

  /** Contracts of flows that were touched, and contracts with vendors that were even where no flow is on record. */
  contracts(incident: Incident, now: Date): Promise<AffectedContract[]> {
    return this.db.query<AffectedContract>(
      `${affected}
       SELECT ${contract}, a.vendor_id = ANY($1::uuid[]) AS breached FROM agreement a ${parties}
        WHERE a.id IN (SELECT h.agreement_id FROM held h)
           OR (a.vendor_id IN (SELECT t.vendor_id FROM touched t) AND ${bindingInWindow})
        ORDER BY a.reference, a.id LIMIT ${mostContracts}`,
      seedsOf(incident, now),
    );
  }

  /** For whom those of our companies process that were touched as processors. */
  customers(incident: Incident, legalEntityIds: readonly string[], now: Date): Promise<AffectedContract[]> {
    return this.db.query<AffectedContract>(
      `SELECT ${contract}, false AS breached FROM agreement a ${parties}
        WHERE a.legal_entity_id = ANY($1::uuid[]) AND a.vendor_role = 'CONTROLLER'
          AND coalesce(a.legal_entity_role, upper(l.role)) IN ${processing}
          AND ${bindingInWindow.replaceAll('$4', '$2').replaceAll('$5', '$3')}
        ORDER BY a.reference, a.id LIMIT ${mostContracts}`,
      [legalEntityIds, ...windowOf(incident, now)],
    );
  }
}
