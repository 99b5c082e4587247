import { ApiProperty } from '@nestjs/swagger';
import { CodesField, Digits, IntField, Listed } from '../../../platform/http/fields.js';
import {
  partyRoles,
  purposes,
  transferTools,
  type DataCategoryCode,
  type PartyRole,
  type Purpose,
  type TransferTool,
} from '../../reference-data/index.js';
import {
  dataFlowStatuses,
  flowDirections,
  type DataFlowStatus,
  type FlowDirection,
} from '../domain/data-flow.js';
import {
  mapEdgeKinds,
  mapNodeKinds,
  mapPlaceKinds,
  type LeftOut,
  type MapEdge,
  type MapEdgeKind,
  type MapNode,
  type MapNodeKind,
  type MapPlaceKind,
  type SharingMap,
} from '../domain/sharing-map.js';

/** A map shows what is shared or may be soon; a refused or ended sharing is shown when it is asked for. */
const usual = dataFlowStatuses.filter((status) => status !== 'rejected' && status !== 'closed');

class MapStatusesRequest {
  @Listed()
  @CodesField({
    optional: true,
    codes: dataFlowStatuses,
    name: 'DataFlowStatus',
    min: 1,
    example: ['active'],
    description: 'States of the flows, joined by commas; all but rejected and closed unless told.',
  })
  status: DataFlowStatus[] = [...usual];
}

export class SharingMapRequest extends MapStatusesRequest {
  @Digits()
  @IntField({
    ...{ min: 1, max: 500, optional: true, example: 200 },
    description:
      'Vendors, those with the most flows first; 200 unless told. leftOut says how many there are besides.',
  })
  limit: number = 200;
}

export class SharingPictureRequest extends MapStatusesRequest {
  @Digits()
  @IntField({
    ...{ min: 1, max: 40, optional: true, example: 30 },
    description:
      'Vendors, those with the most flows first; 30 unless told. The picture says what is not shown.',
  })
  limit: number = 30;
}

class MapNodeDto {
  @ApiProperty({ example: 'country:DE', description: 'The same in every map.' }) id: string;
  @ApiProperty({ enum: mapNodeKinds, enumName: 'MapNodeKind' }) kind: MapNodeKind;
  @ApiProperty({ example: 'Germany' }) name: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'DE',
    description: 'ISO 3166-1 alpha-2; null: unknown.',
  })
  country: string | null;
  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description:
      'Id of the legal entity or vendor; null for a country, and for a recipient without a record.',
  })
  recordId: string | null;

  static of({ id, kind, name, country, recordId }: MapNode): MapNodeDto {
    return { id, kind, name, country, recordId };
  }
}

class MapEdgeDto {
  @ApiProperty({ example: 'legal_entity:01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f', description: 'Id of a node.' })
  from: string;
  @ApiProperty({ example: 'vendor:01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e10', description: 'Id of a node.' })
  to: string;
  @ApiProperty({
    enum: mapEdgeKinds,
    enumName: 'MapEdgeKind',
    description:
      'sharing: between us and a vendor, from who gives; place: a country where the vendor has the data; ' +
      'onward: somebody who gets them from the vendor.',
  })
  kind: MapEdgeKind;
  @ApiProperty({
    ...{ enum: flowDirections, enumName: 'FlowDirection', nullable: true },
    description: 'Seen from us; null where it is not recorded, and for the other kinds.',
  })
  direction: FlowDirection | null;
  @ApiProperty({ example: 3, description: 'Flows taken together; 0 for onward.' }) flows: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { active: 2, stale: 1 },
    description: 'Of a sharing: how many flows are in which state.',
  })
  statuses: Record<string, number>;
  @ApiProperty({ enum: purposes, enumName: 'Purpose', isArray: true }) purposes: Purpose[];
  @ApiProperty({ type: [String], example: ['PAY'] }) dataCategories: DataCategoryCode[];
  @ApiProperty({
    ...{ enum: mapPlaceKinds, enumName: 'MapPlaceKind', isArray: true },
    description: 'Of a place: what happens there; transfer: a flow declares a transfer to it.',
  })
  places: MapPlaceKind[];
  @ApiProperty({
    ...{ enum: transferTools, enumName: 'TransferTool', isArray: true },
    description: 'Of a place: the tools of the transfers to it (GDPR Chapter V).',
  })
  tools: TransferTool[];
  @ApiProperty({
    enum: partyRoles,
    enumName: 'PartyRole',
    nullable: true,
    description: 'Of somebody who gets the data.',
  })
  role: PartyRole | null;

  static of(edge: MapEdge): MapEdgeDto {
    const { from, to, kind, direction, flows, statuses, role } = edge;
    return {
      ...{ from, to, kind, direction, flows, statuses: { ...statuses }, role },
      ...{ purposes: [...edge.purposes], dataCategories: [...edge.dataCategories] },
      ...{ places: [...edge.places], tools: [...edge.tools] },
    };
  }
}

class MapLeftOutDto {
  @ApiProperty({ example: 0 }) vendors: number;
  @ApiProperty({ example: 0, description: 'Flows with the vendors that are left out.' }) flows: number;
  @ApiProperty({ example: 0, description: 'Countries of vendors that are shown, one for each of both.' })
  places: number;
  @ApiProperty({ example: 0, description: 'Recipients behind vendors that are shown.' }) recipients: number;

  static of({ vendors, flows, places, recipients }: LeftOut): MapLeftOutDto {
    return { vendors, flows, places, recipients };
  }
}

export class SharingMapDto {
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ example: 12, description: 'All flows in these states, shown or not.' }) flows: number;
  @ApiProperty({ example: 5, description: 'All vendors of these flows.' }) vendors: number;
  @ApiProperty({ type: [MapNodeDto], description: 'The legal entity first.' }) nodes: MapNodeDto[];
  @ApiProperty({ type: [MapEdgeDto] }) edges: MapEdgeDto[];
  @ApiProperty({ type: MapLeftOutDto, description: 'What there is besides.' }) leftOut: MapLeftOutDto;

  static of({ legalEntityId, flows, vendors, nodes, edges, leftOut }: SharingMap): SharingMapDto {
    return {
      ...{ legalEntityId, flows, vendors },
      nodes: nodes.map((node) => MapNodeDto.of(node)),
      edges: edges.map((edge) => MapEdgeDto.of(edge)),
      leftOut: MapLeftOutDto.of(leftOut),
    };
  }
}
