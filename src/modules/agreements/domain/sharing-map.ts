import {
  labelOf,
  listOf,
  type DataCategoryCode,
  type PartyRole,
  type Purpose,
  type TransferTool,
} from '../../reference-data/codes.js';
import type { DataFlowStatus, FlowDirection, LocationKind } from './data-flow.js';

export const mapNodeKinds = ['legal_entity', 'vendor', 'recipient', 'country'] as const;
export type MapNodeKind = (typeof mapNodeKinds)[number];

export const mapEdgeKinds = ['sharing', 'place', 'onward'] as const;
export type MapEdgeKind = (typeof mapEdgeKinds)[number];

/** What happens in a country: the places of a flow, or a transfer that it declares. */
export const mapPlaceKinds = ['storage', 'processing', 'remote_access', 'transfer'] as const;
export type MapPlaceKind = LocationKind | 'transfer';

/** How many flows are in which state. */
export type FlowsByStatus = Readonly<Partial<Record<DataFlowStatus, number>>>;

export type MapNode = Readonly<{
  /** Unique in one map, the same each time for what has a record. */
  id: string;
  kind: MapNodeKind;
  name: string;
  country: string | null;
  /** Id of the legal entity or vendor; null for what has no record of its own. */
  recordId: string | null;
}>;

/** From who gives to who gets; a vendor leads to the countries where the data are, and to those that get them from it. */
export type MapEdge = Readonly<{
  from: string;
  to: string;
  kind: MapEdgeKind;
  direction: FlowDirection | null;
  flows: number;
  statuses: FlowsByStatus;
  purposes: readonly Purpose[];
  dataCategories: readonly DataCategoryCode[];
  places: readonly MapPlaceKind[];
  tools: readonly TransferTool[];
  /** Of somebody who gets the data from the vendor. */
  role: PartyRole | null;
}>;

/** What there is besides, and is not shown: nothing is cut off in silence. */
export type LeftOut = Readonly<{ vendors: number; flows: number; places: number; recipients: number }>;

export type SharingMap = Readonly<{
  legalEntityId: string;
  /** All of them, shown or not. */
  flows: number;
  vendors: number;
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
  leftOut: LeftOut;
}>;

/** The flows of one direction with one vendor, taken together. */
export type SharingWith = Readonly<{ vendorId: string; name: string; country: string | null }> &
  Pick<MapEdge, 'direction' | 'flows' | 'statuses' | 'purposes' | 'dataCategories'>;

export type VendorPlace = Readonly<{ vendorId: string; country: string }> &
  Pick<MapEdge, 'flows' | 'places' | 'tools'>;

export type OnwardRecipient = Readonly<{
  vendorId: string;
  name: string;
  country: string | null;
  role: PartyRole;
}>;

export type MapParts = Readonly<{
  entity: Readonly<{ id: string; name: string; country: string }>;
  sharing: readonly SharingWith[];
  places: readonly VendorPlace[];
  recipients: readonly OnwardRecipient[];
  totals: Readonly<{ flows: number; vendors: number; places: number; recipients: number }>;
}>;

const nothing = { direction: null, flows: 0, statuses: {}, purposes: [], dataCategories: [] } as const;
const nowhere = { places: [], tools: [], role: null } as const;

export function sharingMap({ entity, sharing, places, recipients, totals }: MapParts): SharingMap {
  const us = `legal_entity:${entity.id}`;
  const nodes = new Map<string, MapNode>([
    [us, { id: us, kind: 'legal_entity', name: entity.name, country: entity.country, recordId: entity.id }],
  ]);
  const add = (node: MapNode): string => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
    return node.id;
  };
  const edges: MapEdge[] = [];
  for (const { vendorId, name, country, ...edge } of sharing) {
    const vendor = add({ id: `vendor:${vendorId}`, kind: 'vendor', name, country, recordId: vendorId });
    const [from, to] = edge.direction === 'inbound' ? [vendor, us] : [us, vendor];
    edges.push({ from, to, kind: 'sharing', ...edge, ...nowhere });
  }
  for (const { vendorId, country, ...edge } of places) {
    const name = labelOf(listOf('country'), country);
    const to = add({ id: `country:${country}`, kind: 'country', name, country, recordId: null });
    edges.push({ from: `vendor:${vendorId}`, to, kind: 'place', ...nothing, ...edge, role: null });
  }
  for (const { vendorId, name, country, role } of recipients) {
    const id = `recipient:${country ?? ''}:${name.toLowerCase()}`;
    const to = add({ id, kind: 'recipient', name, country, recordId: null });
    edges.push({ from: `vendor:${vendorId}`, to, kind: 'onward', ...nothing, ...nowhere, role });
  }
  return {
    ...{ legalEntityId: entity.id, flows: totals.flows, vendors: totals.vendors },
    ...{ nodes: [...nodes.values()], edges, leftOut: leftOut({ sharing, places, recipients, totals }) },
  };
}

function leftOut({ sharing, places, recipients, totals }: Omit<MapParts, 'entity'>): LeftOut {
  const shown = new Set(sharing.map(({ vendorId }) => vendorId));
  return {
    vendors: totals.vendors - shown.size,
    flows: totals.flows - sharing.reduce((flows, edge) => flows + edge.flows, 0),
    places: totals.places - places.length,
    recipients: totals.recipients - recipients.length,
  };
}
