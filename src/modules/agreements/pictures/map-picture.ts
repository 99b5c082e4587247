import type { Edge, Node } from '@viz-js/viz';
import { shortened } from '../../../shared/picture-text.js';
import { labelOf, listOf } from '../../reference-data/codes.js';
import type { MapEdge, MapNode, MapNodeKind, SharingMap } from '../domain/sharing-map.js';
import { inLabel, type Drawing } from './graphviz.js';

const longestName = 32;
const mostNamed = 3;
/** With more lines than that to countries, their words would take more room than everything else. */
const mostPlacesInWords = 24;
/** Widths are reckoned for Arial; where it is missing a font of the same widths or nearly so is taken. */
const fontname = 'Arial, Liberation Sans, Helvetica, sans-serif';

/** Told apart by shape as well as by colour. */
const looks: Readonly<Record<MapNodeKind, Readonly<Record<string, string>>>> = {
  legal_entity: {
    shape: 'box',
    style: 'filled',
    fillcolor: '#1f4e79',
    fontcolor: '#ffffff',
    color: '#1f4e79',
  },
  vendor: { shape: 'box', style: 'rounded,filled', fillcolor: '#e3edf7', color: '#3e7cb1' },
  recipient: { shape: 'box', style: 'rounded,dashed', color: '#8a5a00' },
  country: { shape: 'ellipse', style: 'filled', fillcolor: '#f1f4ee', color: '#6b7f59' },
};

export function graphOf(map: SharingMap): Drawing {
  const us = map.nodes[0];
  const title = `${us?.name ?? ''}: ${counted(map.flows, 'data flow')} with ${counted(map.vendors, 'vendor')}`;
  const notes = [title, keyOf(map), leftOutOf(map)].filter((line) => line !== '');
  const names = new Map(map.nodes.map(({ id }, at) => [id, `n${at}`]));
  const nameOf = (id: string) => names.get(id) ?? '';
  return {
    title,
    description: descriptionOf(map),
    graph: {
      directed: true,
      graphAttributes: {
        ...{ rankdir: 'LR', labelloc: 't', labeljust: 'l', fontname, fontsize: 13, pad: 0.3 },
        ...{ nodesep: 0.22, ranksep: 1.1, nslimit: 2, nslimit1: 2, bgcolor: '#ffffff' },
        label: notes.map((line) => `${inLabel(line)}\\l`).join(''),
      },
      nodeAttributes: { fontname, fontsize: 11, fontcolor: '#1f2933', margin: '0.16,0.07', height: 0.3 },
      edgeAttributes: { fontname, fontsize: 9, fontcolor: '#52606d', color: '#52606d', arrowsize: 0.7 },
      nodes: map.nodes.map((node) => nodeOf(node, nameOf(node.id))),
      edges: map.edges.map((edge) => edgeOf(edge, nameOf, edge.kind !== 'place' || hasFewPlaces(map))),
    },
  };
}

function nodeOf({ kind, name, country }: MapNode, id: string): Node {
  const where = country === null ? 'country unknown' : labelOf(listOf('country'), country);
  const lines = kind === 'country' ? [where] : [shortened(name, longestName), where];
  return { name: id, attributes: { ...looks[kind], label: lines.map(inLabel).join('\\n') } };
}

/** An inbound sharing is laid out like the others, us at the left, and its arrow points back. */
function edgeOf(edge: MapEdge, nameOf: (id: string) => string, inWords: boolean): Edge {
  const back = edge.direction === 'inbound';
  const [tail, head] = back ? [edge.to, edge.from] : [edge.from, edge.to];
  return {
    tail: nameOf(tail),
    head: nameOf(head),
    attributes: { ...(inWords && { label: labelsOf(edge).map(inLabel).join('\\n') }), ...lineOf(edge) },
  };
}

function lineOf({ kind, direction, statuses }: MapEdge): Record<string, string | number> {
  if (kind === 'place') return { style: 'dotted', arrowhead: 'none' };
  if (kind === 'onward') return { color: '#8a5a00', style: 'dashed' };
  const dir = direction === 'inbound' ? 'back' : direction === 'bidirectional' ? 'both' : 'forward';
  return statuses.active === undefined ? { dir, style: 'dashed' } : { dir, penwidth: 1.6, color: '#1f4e79' };
}

function labelsOf({ kind, flows, dataCategories, places, tools, role }: MapEdge): string[] {
  if (kind === 'onward') return [labelOf(listOf('party_role'), role ?? '')];
  if (kind === 'place') return [[...places.map(asText), ...tools].join(', ')];
  return [
    counted(flows, 'flow'),
    named(dataCategories.map((code) => labelOf(listOf('data_category'), code))),
  ].filter((line) => line !== '');
}

function named(labels: readonly string[]): string {
  const shown = labels.slice(0, mostNamed).map((label) => shortened(label, longestName));
  const more = labels.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` + ${more}` : ''}`;
}

function keyOf({ edges }: SharingMap): string {
  const waits = edges.some(({ kind, statuses }) => kind === 'sharing' && statuses.active === undefined);
  return waits ? 'Dashed lines from or to us: nothing is active.' : '';
}

function hasFewPlaces({ edges }: SharingMap): boolean {
  return edges.filter(({ kind }) => kind === 'place').length <= mostPlacesInWords;
}

function leftOutOf({ leftOut: { vendors, flows, places, recipients } }: SharingMap): string {
  const parts = [
    ...(vendors > 0 ? [`${counted(vendors, 'vendor')} with ${counted(flows, 'flow')}`] : []),
    ...(places > 0 ? [counted(places, 'place')] : []),
    ...(recipients > 0 ? [counted(recipients, 'recipient')] : []),
  ];
  return parts.length === 0 ? '' : `Not shown: ${parts.join(', ')}.`;
}

function descriptionOf(map: SharingMap): string {
  const names = new Map(map.nodes.map(({ id, name }) => [id, name]));
  const told = map.edges.map((edge) => {
    const verb = edge.kind === 'sharing' ? (edge.direction === 'bidirectional' ? '↔' : '→') : '·';
    return `${names.get(edge.from) ?? ''} ${verb} ${names.get(edge.to) ?? ''} (${labelsOf(edge).join(': ')})`;
  });
  return [keyOf(map), leftOutOf(map), told.join('; ')].filter((part) => part !== '').join(' ');
}

const asText = (place: string) => place.replace('_', ' ');
const counted = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;
