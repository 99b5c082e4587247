import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  doraAssessed,
  doraEntityTypes,
  doraHierarchies,
  doraImpacts,
  doraPersonTypes,
  doraProviderCodes,
  doraTerminations,
  type DoraAssessment,
  type DoraEntityType,
  type DoraHierarchy,
  type DoraImpact,
  type DoraPersonType,
  type DoraTermination,
} from '../../reference-data/codes.js';
import type { FinancialEntity, IctArrangement, IctFunction, IctProvider } from '../domain/records.js';

@RegisteredEntity('financial_entity')
@Check('financial_entity_type_known', oneOf('entity_type', doraEntityTypes))
@Check('financial_entity_hierarchy_known', oneOf('hierarchy', doraHierarchies))
@Check('financial_entity_not_its_own_parent', 'parent_id <> legal_entity_id')
@Index('financial_entity_of_company', ['legalEntityId'], { unique: true })
@Index('financial_entity_one_keeper', ['maintainsRegister'], { unique: true, where: 'maintains_register' })
export class FinancialEntityEntity implements FinancialEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('text') entityType: DoraEntityType;
  @Column('text') hierarchy: DoraHierarchy;
  @Column('uuid', { nullable: true })
  @ForeignKey('LegalEntityEntity', 'id')
  parentId: string | null;
  @Column('bool') maintainsRegister: boolean;
  @Column('text', { nullable: true }) competentAuthority: string | null;
  @DayColumn({ nullable: true }) integratedOn: LocalDate | null;
  @DayColumn({ nullable: true }) removedOn: LocalDate | null;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('float8', { nullable: true }) totalAssets: number | null;
  @Column('text', { array: true, nullable: true }) definitions: string[] | null;
  @MomentColumn() updatedAt: Date;
}

@RegisteredEntity('ict_function')
@Check('ict_function_criticality_known', oneOf('criticality', doraAssessed))
@Check('ict_function_impact_known', oneOf('impact', doraImpacts))
@Index('ict_function_once', ['legalEntityId', 'identifier'], { unique: true })
export class IctFunctionEntity implements IctFunction {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('text') identifier: string;
  @Column('text') name: string;
  @Column('text') licensedActivity: string;
  @Column('text') criticality: DoraAssessment;
  @Column('text', { nullable: true }) criticalityReasons: string | null;
  @DayColumn({ nullable: true }) assessedOn: LocalDate | null;
  @Column('int', { nullable: true }) recoveryTimeHours: number | null;
  @Column('int', { nullable: true }) recoveryPointHours: number | null;
  @Column('text', { nullable: true }) impact: DoraImpact | null;
  @DayColumn({ nullable: true }) endedOn: LocalDate | null;
  @MomentColumn() updatedAt: Date;
}

@RegisteredEntity('ict_provider')
@Check('ict_provider_person_type_known', oneOf('person_type', doraPersonTypes))
@Check('ict_provider_code_type_known', oneOf('code_type', doraProviderCodes))
@Check('ict_provider_code_whole', '(code IS NULL) = (code_type IS NULL)')
@Check('ict_provider_cost_whole', '(annual_cost IS NULL) = (currency IS NULL)')
@Check('ict_provider_not_its_own_parent', 'ultimate_parent_id <> vendor_id')
@Index('ict_provider_of_vendor', ['vendorId'], { unique: true })
export class IctProviderEntity implements IctProvider {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id')
  vendorId: string;
  @Column('text', { nullable: true }) personType: DoraPersonType | null;
  @Column('text', { nullable: true }) codeType: IctProvider['codeType'];
  @Column('text', { nullable: true }) code: string | null;
  @Column('text', { nullable: true }) latinName: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id')
  ultimateParentId: string | null;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('float8', { nullable: true }) annualCost: number | null;
  @MomentColumn() updatedAt: Date;
}

@RegisteredEntity('ict_arrangement')
@Check('ict_arrangement_termination_known', oneOf('termination_reason', doraTerminations))
@Index('ict_arrangement_of_agreement', ['agreementId'], { unique: true })
export class IctArrangementEntity implements IctArrangement {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('AgreementEntity', 'id')
  agreementId: string;
  @Column('text', { nullable: true }) currency: string | null;
  @Column('float8', { nullable: true }) annualCost: number | null;
  @Column('text', { nullable: true }) terminationReason: DoraTermination | null;
  @Column('int', { nullable: true }) providerNoticeDays: number | null;
  @Column('text', { nullable: true }) governingCountry: string | null;
  @Column('uuid', { array: true }) userIds: string[];
  @Column('jsonb') services: IctArrangement['services'];
  @MomentColumn() updatedAt: Date;
}
