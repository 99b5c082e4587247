import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { extensibleLists, type ExtensibleList, type OwnCategory } from '../domain/own-category.js';

@RegisteredEntity('own_category')
@Check('own_category_list_known', oneOf('list', extensibleLists))
@Check('own_category_retired_by_somebody', '(retired_at IS NULL) = (retired_by_id IS NULL)')
@Index('own_category_code_once', ['list', 'code'], { unique: true })
@Index('own_category_by_creation', ['createdAt', 'id'])
export class OwnCategoryEntity implements OwnCategory {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') list: ExtensibleList;
  @Column('text') code: string;
  @Column('text') parent: string;
  @Column('text') label: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  createdById: string;
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  retiredById: string | null;
  @MomentColumn({ nullable: true }) retiredAt: Date | null;
  @Column('text', { nullable: true }) retiredBecause: string | null;
}
