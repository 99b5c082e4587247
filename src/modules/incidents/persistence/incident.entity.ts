import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { breachExemptions, type BreachExemption, type BreachType } from '../../reference-data/codes.js';
import {
  incidentStatuses,
  reporterKinds,
  type Incident,
  type IncidentStatus,
  type ReporterKind,
} from '../domain/incident.js';
import { risks, type Risk } from '../domain/risk.js';

@RegisteredEntity('incident')
@Check('incident_status_known', oneOf('status', incidentStatuses))
@Check('incident_reporter_known', oneOf('reported_by_kind', reporterKinds))
@Check('incident_risk_known', oneOf('risk', risks))
@Check('incident_exemption_known', oneOf('exemption', breachExemptions))
@Check(
  'incident_risk_judged',
  `(risk IS NULL) = (risk_reasons IS NULL) AND (risk IS NULL) = (risk_assessed_at IS NULL) AND
   (risk IS NULL) = (risk_assessed_by_id IS NULL)`,
)
@Check(
  'incident_severity_scored',
  `(severity IS NULL) = (severity_assessed_at IS NULL) AND
   (severity IS NULL) = (severity_assessed_by_id IS NULL)`,
)
@Check('incident_window_ordered', 'occurred_to >= occurred_from')
@Check('incident_aware_after_it_began', 'aware_at >= occurred_from')
@Check(
  'incident_awareness_whole',
  `(aware_at IS NULL) = (aware_reason IS NULL) AND (aware_at IS NULL) = (aware_decided_by_id IS NULL)
   AND (aware_at IS NULL) = (aware_decided_at IS NULL)`,
)
@Check(
  'incident_confirmed_by_awareness',
  `status NOT IN ('confirmed', 'contained', 'closed') OR aware_at IS NOT NULL`,
)
@Check(
  'incident_ended_then',
  `(status IN ('closed', 'dismissed')) = (closed_at IS NOT NULL AND outcome IS NOT NULL)`,
)
@Index('incident_by_creation', ['exercise', 'createdAt', 'id'])
@Index('incident_by_vendor', { synchronize: false })
export class IncidentEntity implements Incident {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') title: string;
  @Column('text') status: IncidentStatus;
  @Column('bool') exercise: boolean;
  @Column('uuid', { array: true }) vendorIds: string[];
  @Column('jsonb') subProcessors: Incident['subProcessors'];
  @Column('text', { array: true }) systems: string[];
  @Column('text', { array: true }) breachTypes: BreachType[];
  @Column('text', { nullable: true }) description: string | null;
  @MomentColumn({ nullable: true }) occurredFrom: Date | null;
  @MomentColumn({ nullable: true }) occurredTo: Date | null;
  @MomentColumn({ nullable: true }) vendorDetectedAt: Date | null;
  @MomentColumn({ nullable: true }) vendorNotifiedAt: Date | null;
  @Column('float8', { nullable: true }) subjectsAffected: number | null;
  @Column('float8', { nullable: true }) recordsAffected: number | null;
  @Column('text', { nullable: true }) consequences: string | null;
  @Column('text', { nullable: true }) measures: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  ownerId: string | null;
  @MomentColumn({ nullable: true }) triageStartedAt: Date | null;
  @MomentColumn({ nullable: true }) awareAt: Date | null;
  @Column('text', { nullable: true }) awareReason: string | null;
  @Column('uuid', { nullable: true }) awareDecidedById: string | null;
  @MomentColumn({ nullable: true }) awareDecidedAt: Date | null;
  @Column('jsonb', { default: [] }) earlierAwareness: Incident['earlierAwareness'];
  @Column('text', { nullable: true }) risk: Risk | null;
  @Column('text', { nullable: true }) riskReasons: string | null;
  @Column('text', { nullable: true }) exemption: BreachExemption | null;
  @Column('jsonb', { default: [] }) sectors: Incident['sectors'];
  @Column('uuid', { nullable: true }) riskAssessedById: string | null;
  @MomentColumn({ nullable: true }) riskAssessedAt: Date | null;
  @Column('jsonb', { nullable: true }) severity: Incident['severity'];
  @Column('uuid', { nullable: true }) severityAssessedById: string | null;
  @MomentColumn({ nullable: true }) severityAssessedAt: Date | null;
  @MomentColumn({ nullable: true }) containedAt: Date | null;
  @MomentColumn({ nullable: true }) closedAt: Date | null;
  @Column('uuid', { nullable: true }) closedById: string | null;
  @Column('text', { nullable: true }) outcome: string | null;
  @Column('text') reportedByKind: ReporterKind;
  @Column('uuid') reportedById: string;
  @MomentColumn() createdAt: Date;
  @Column('uuid', { array: true, default: [] }) dataFlowIds: string[];
}
