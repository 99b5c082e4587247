import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import type { Transfer } from '../domain/transfer.js';

export type TransferFilter = Readonly<{
  q?: string;
  decision?: string;
  tool?: string;
  toCountry?: string;
  /** Countries of the exporters. */
  fromCountries?: readonly string[];
  vendorId?: string;
  legalEntityId?: string;
  dataFlowId?: string;
  status?: string;
  allowed?: boolean;
  restricted?: boolean;
  derogation?: boolean;
}>;

const shown = `md5(f.id::text || ' ' || (w.leg ->> 'toCountry'))::uuid AS id, f.id AS "dataFlowId", f.reference, f.title,
  f.status, f.direction, f.legal_entity_id AS "legalEntityId", e.country AS "fromCountry", f.vendor_id AS "vendorId",
  v.name AS "vendorName", w.leg, f.locations,
  (SELECT d.way FROM jsonb_array_elements(f.transfers) d (way) WHERE d.way ->> 'toCountry' = w.leg ->> 'toCountry' LIMIT 1)
    AS declared`;

@Injectable()
export class TransfersReader {
  constructor(private readonly lists: Lists) {}

  /** One row for each way of each flow; the conditions on a way find its flow by an index first. */
  page(filter: TransferFilter, request: PageRequest): Promise<Page<Transfer>> {
    const { decision, tool, toCountry } = filter;
    return this.lists.page<Transfer>(
      {
        select: shown,
        from: `data_flow f JOIN legal_entity e ON e.id = f.legal_entity_id JOIN vendor v ON v.id = f.vendor_id
          CROSS JOIN LATERAL jsonb_array_elements(f.legs) w (leg)`,
        where: [
          ...containing(filter.q, 'f.reference', 'f.title', 'v.name'),
          ...when(decision, `f.stands_on @> ARRAY[$?] AND w.leg ->> 'reliesOn' = $?`, decision, decision),
          ...onWay('tool', tool),
          ...onWay('toCountry', toCountry),
          ...when(filter.fromCountries, 'e.country = ANY($?::text[])'),
          ...when(filter.vendorId, 'f.vendor_id = $?'),
          ...when(filter.legalEntityId, 'f.legal_entity_id = $?'),
          ...when(filter.dataFlowId, 'f.id = $?'),
          ...when(filter.status, 'f.status = $?'),
          ...when(filter.allowed, `(w.leg -> 'allowed') = to_jsonb($?::bool)`),
          ...when(filter.restricted, `(w.leg -> 'restricted') = to_jsonb($?::bool)`),
          ...when(filter.derogation, `(w.leg -> 'derogation') = to_jsonb($?::bool)`),
        ],
        sorts: {
          reference: { by: 'f.reference', type: 'text' },
          toCountry: { by: `(w.leg ->> 'toCountry')`, type: 'text' },
          createdAt: { by: 'f.created_at', type: 'timestamptz' },
        },
        id: `md5(f.id::text || ' ' || (w.leg ->> 'toCountry'))::uuid`,
      },
      request,
    );
  }
}

function onWay(name: 'tool' | 'toCountry', value: string | undefined) {
  const within = JSON.stringify([{ [name]: value }]);
  return when(value, `f.legs @> $?::jsonb AND w.leg ->> '${name}' = $?`, within, value);
}
