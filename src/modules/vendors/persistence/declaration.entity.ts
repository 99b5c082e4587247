import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { declarationStatuses, type Declaration, type DeclarationStatus } from '../domain/declaration.js';

@RegisteredEntity('vendor_declaration')
@Check('vendor_declaration_status_known', oneOf('status', declarationStatuses))
@Index('vendor_declaration_of_entry', ['gvlId'], { unique: true })
@Index('vendor_declaration_of_vendor', ['vendorId', 'id'])
@Index('vendor_declaration_by_name', ['name', 'id'])
export class DeclarationEntity implements Declaration {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id')
  vendorId: string;
  @Column('int') gvlId: number;
  @Column('text') status: DeclarationStatus;
  @Column('int') specification: number;
  @Column('int') listVersion: number;
  @Column('text') name: string;
  @Column('jsonb') uses: Declaration['uses'];
  @Column('int', { array: true }) specialPurposes: number[];
  @Column('int', { array: true }) features: number[];
  @Column('int', { array: true }) specialFeatures: number[];
  @Column('jsonb', { nullable: true }) dataCategories: Declaration['dataCategories'];
  @Column('jsonb') retention: Declaration['retention'];
  @DayColumn({ nullable: true }) retentionSince: LocalDate | null;
  @Column('bool', { nullable: true }) usesCookies: boolean | null;
  @Column('bool', { nullable: true }) cookieRefresh: boolean | null;
  @Column('bool', { nullable: true }) usesNonCookieAccess: boolean | null;
  @Column('float8', { nullable: true }) cookieMaxAgeSeconds: number | null;
  @Column('text', { nullable: true }) privacyUrl: string | null;
  @Column('text', { nullable: true }) legitimateInterestUrl: string | null;
  @Column('text', { nullable: true }) deviceStorageUrl: string | null;
  @DayColumn({ nullable: true }) deletedOn: LocalDate | null;
  @Column('jsonb') irregularities: Declaration['irregularities'];
  @Column('jsonb') changes: Declaration['changes'];
  @MomentColumn() createdAt: Date;
}
