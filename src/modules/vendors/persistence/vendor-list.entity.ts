import { Column, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { KeptList } from '../domain/kept-list.js';

@RegisteredEntity('vendor_list')
@Index('vendor_list_edition', ['specification', 'listVersion'], { unique: true })
export class VendorListEntity implements KeptList {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('int') specification: number;
  @Column('int') listVersion: number;
  @Column('int', { nullable: true }) policyVersion: number | null;
  @MomentColumn() publishedAt: Date;
  @Column('text') digest: string;
  @Column('int') vendors: number;
  @Column('jsonb') definitions: KeptList['definitions'];
  @Column('text') fileName: string;
  @Column('bool') complete: boolean;
  @Column('uuid') importedById: string;
  @MomentColumn() createdAt: Date;
}
