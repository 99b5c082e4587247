import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { auditKinds, type Audit, type AuditKind } from '../domain/audit.js';

@RegisteredEntity('audit')
@Check('audit_kind_known', oneOf('kind', auditKinds))
@Index('audit_by_vendor', ['vendorId', 'performedOn'])
@Index('audit_by_day', ['performedOn', 'id'])
export class AuditEntity implements Audit {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('text') kind: AuditKind;
  @Column('text') scope: string;
  @DayColumn() performedOn: LocalDate;
  @Column('text') auditor: string;
  @Column('text') conclusion: string;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}
