import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { partyRoles, type PartyRole, type SccModule } from '../../reference-data/codes.js';
import {
  agreementKinds,
  agreementStatuses,
  deletionChoices,
  type Agreement,
  type AgreementKind,
  type AgreementStatus,
  type DeletionChoice,
} from '../domain/agreement.js';

@RegisteredEntity('agreement')
@Check('agreement_kind_known', oneOf('kind', agreementKinds))
@Check('agreement_status_known', oneOf('status', agreementStatuses))
@Check('agreement_vendor_role_known', oneOf('vendor_role', partyRoles))
@Check('agreement_legal_entity_role_known', oneOf('legal_entity_role', partyRoles))
@Check('agreement_deletion_choice_known', oneOf('deletion_choice', deletionChoices))
@Check('agreement_renewal_months', 'renewal_months > 0')
@Index('agreement_reference_in_use', ['reference'], { unique: true })
@Index('agreement_by_vendor', ['vendorId', 'id'])
@Index('agreement_by_creation', ['createdAt', 'id'])
@Index('agreement_by_parent', ['parentId'])
@Index('agreement_ending', ['endsOn'], { where: `status IN ('in_force', 'suspended')` })
@Index('agreement_by_term', ['termEndsOn'], { where: `status IN ('in_force', 'suspended')` })
@Index('agreement_by_notice', ['noticeOn'], { where: `status IN ('in_force', 'suspended')` })
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
  @Column('text', { nullable: true }) legalEntityRole: PartyRole | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('AgreementEntity', 'id')
  parentId: string | null;
  @Column('jsonb') parties: Agreement['parties'];
  @Column('text') status: AgreementStatus;
  @DayColumn({ nullable: true }) effectiveFrom: LocalDate | null;
  @DayColumn({ nullable: true }) effectiveTo: LocalDate | null;
  @Column('int', { nullable: true }) noticePeriodDays: number | null;
  @Column('bool') autoRenewal: boolean;
  @Column('int', { nullable: true }) renewalMonths: number | null;
  @DayColumn({ nullable: true }) noticeGivenOn: LocalDate | null;
  @Column('text', { nullable: true }) governingLaw: string | null;
  @Column('jsonb', { nullable: true }) subprocessorAuthorisation: Agreement['subprocessorAuthorisation'];
  @Column('int', { nullable: true }) breachNoticeHours: number | null;
  @Column('text', { nullable: true }) deletionChoice: DeletionChoice | null;
  @Column('int', { nullable: true }) deletionDays: number | null;
  @Column('bool', { default: false }) deletionCertificateRequired: boolean;
  @Column('text', { array: true, default: [] }) sccModules: SccModule[];
  @Column('jsonb', { default: [] }) sccChoices: Agreement['sccChoices'];
  @Column('bool', { default: false }) coversCcpa: boolean;
  @Column('bool', { default: false }) crossContextAdvertising: boolean;
  @Column('jsonb') clauses: Agreement['clauses'];
  @Column('uuid', { array: true }) documents: string[];
  @DayColumn({ nullable: true }) signedOn: LocalDate | null;
  @DayColumn({ nullable: true }) endedOn: LocalDate | null;
  @Column('int', { default: 0 }) termNumber: number;
  @DayColumn({ nullable: true }) noticeAnnouncedFor: LocalDate | null;
  /** Computed from the days above, for searching: the current term's end and notice day, and the last day of all. */
  @DayColumn({ nullable: true }) termEndsOn: LocalDate | null;
  @DayColumn({ nullable: true }) noticeOn: LocalDate | null;
  @DayColumn({ nullable: true }) endsOn: LocalDate | null;
  @MomentColumn() createdAt: Date;
}
