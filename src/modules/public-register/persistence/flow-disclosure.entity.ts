import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { disclosureModes, type Disclosure, type DisclosureMode } from '../domain/disclosure.js';

@RegisteredEntity('flow_disclosure')
@Check('flow_disclosure_mode_known', oneOf('mode', disclosureModes))
@Check('flow_disclosure_category_shown', `(mode = 'by_category') = (category IS NOT NULL)`)
@Check('flow_disclosure_reasoned', `mode = 'public' OR reason IS NOT NULL`)
@Index('flow_disclosure_of_flow', ['dataFlowId'], { unique: true })
export class FlowDisclosureEntity implements Disclosure {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('text') mode: DisclosureMode;
  @Column('text', { nullable: true }) category: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') words: Disclosure['words'];
  @Column('text', { nullable: true }) howToObject: string | null;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  decidedById: string;
  @MomentColumn() decidedAt: Date;
}
