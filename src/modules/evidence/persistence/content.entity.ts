import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import {
  contentLocations,
  storedStates,
  type Content,
  type ContentLocation,
  type StoredState,
} from '../domain/content.js';

/** Which bytes are stored, and where. A row never goes; triggers keep what it says of its bytes. */
@Entity('evidence_content')
@Check('evidence_content_state_known', oneOf('state', storedStates))
@Check('evidence_content_location_known', oneOf('location', contentLocations))
@Check('evidence_content_hash_shaped', `sha256 ~ '^[0-9a-f]{64}$'`)
@Index('evidence_content_unsettled', ['state', 'touchedAt'], { where: `state IN ('arriving', 'leaving')` })
export class ContentEntity implements Content {
  @PrimaryColumn('text') sha256: string;
  @Column('float8') size: number;
  @Column('text') location: ContentLocation;
  @Column('text') state: StoredState;
  @MomentColumn() touchedAt: Date;
}

/** Bytes that lie in the database, in parts of 1 MB, so that neither storing nor giving out holds more than one in memory. */
@Entity('evidence_content_part')
export class ContentPartEntity {
  @PrimaryColumn('text') @ForeignKey('ContentEntity', 'sha256', { onDelete: 'RESTRICT' }) sha256: string;
  @PrimaryColumn('int') position: number;
  @Column('bytea') bytes: Buffer;
}
