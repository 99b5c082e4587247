import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { partyRoles, type PartyRole } from '../../reference-data/codes.js';
import {
  agreementKinds,
  agreementStatuses,
  type Agreement,
  type AgreementKind,
  type AgreementStatus,
} from '../domain/agreement.js';

@RegisteredEntity('agreement')
@Check('agreement_kind_known', oneOf('kind', agreementKinds))
@Check('agreement_status_known', oneOf('status', agreementStatuses))
@Check('agreement_vendor_role_known', oneOf('vendor_role', partyRoles))
@Index('agreement_reference_in_use', ['reference'], { unique: true })
@Index('agreement_by_vendor', ['vendorId', 'id'])
@Index('agreement_by_creation', ['createdAt', 'id'])
export class AgreementEntity implements Agreement {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') reference: string;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id')
  vendorId: string;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('text') kind: AgreementKind;
  @Column('text') vendorRole: PartyRole;
  @Column('uuid', { nullable: true })
  @ForeignKey('AgreementEntity', 'id')
  parentId: string | null;
  @Column('jsonb') parties: Agreement['parties'];
  @Column('text') status: AgreementStatus;
  @DayColumn({ nullable: true }) effectiveFrom: LocalDate | null;
  @DayColumn({ nullable: true }) effectiveTo: LocalDate | null;
  @Column('int', { nullable: true }) noticePeriodDays: number | null;
  @Column('bool') autoRenewal: boolean;
  @Column('text', { nullable: true }) governingLaw: string | null;
  @Column('jsonb', { nullable: true }) subprocessorAuthorisation: Agreement['subprocessorAuthorisation'];
  @Column('int', { nullable: true }) breachNoticeHours: number | null;
  @Column('jsonb') clauses: Agreement['clauses'];
  @Column('uuid', { array: true }) documents: string[];
  @DayColumn({ nullable: true }) signedOn: LocalDate | null;
  @DayColumn({ nullable: true }) endedOn: LocalDate | null;
  @MomentColumn() createdAt: Date;
}
