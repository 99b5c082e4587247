import { ApiProperty } from '@nestjs/swagger';
import {
  breachExemptions,
  breachTypes,
  type BreachExemption,
  type BreachType,
} from '../../reference-data/codes.js';
import {
  awarenessOf,
  incidentStatuses,
  reporterKinds,
  type Incident,
  type IncidentStatus,
  type ReporterKind,
} from '../domain/incident.js';
import { risks, sectorRegimes, type Risk, type SectorRegime } from '../domain/risk.js';
import { timelineKinds, type Timeline, type TimelineKind } from '../domain/timeline.js';
import { SubProcessorShownDto } from './incident.dto.js';
import { SeverityDto } from './severity.dto.js';

const momentOrNull = { type: String, format: 'date-time', nullable: true } as const;
const idOrNull = { type: String, format: 'uuid', nullable: true } as const;

export class AwarenessShownDto {
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'uuid' }) decidedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) decidedAt: Date;
}

export class SectorShownDto {
  @ApiProperty({ enum: sectorRegimes, enumName: 'SectorRegime' }) regime: SectorRegime;
  @ApiProperty({ type: String, format: 'date-time' }) classifiedAt: Date;
}

export class IncidentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty() title: string;
  @ApiProperty({ enum: incidentStatuses, enumName: 'IncidentStatus' }) status: IncidentStatus;
  @ApiProperty({ description: 'Rehearsed, not real.' }) exercise: boolean;
  @ApiProperty({ type: [String], format: 'uuid' }) vendorIds: string[];
  @ApiProperty({ type: [SubProcessorShownDto] }) subProcessors: SubProcessorShownDto[];
  @ApiProperty({ type: [String], example: ['CRM'] }) systems: string[];
  @ApiProperty({ enum: breachTypes, enumName: 'BreachType', isArray: true }) breachTypes: BreachType[];
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ ...momentOrNull, description: 'null: not known.' }) occurredFrom: Date | null;
  @ApiProperty({ ...momentOrNull, description: 'null: not known, or it goes on.' }) occurredTo: Date | null;
  @ApiProperty(momentOrNull) vendorDetectedAt: Date | null;
  @ApiProperty(momentOrNull) vendorNotifiedAt: Date | null;
  @ApiProperty({ type: Number, nullable: true, example: 12_000 }) subjectsAffected: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 12_000 }) recordsAffected: number | null;
  @ApiProperty({ type: String, nullable: true }) consequences: string | null;
  @ApiProperty({ type: String, nullable: true }) measures: string | null;
  @ApiProperty({ ...idOrNull, description: 'Who leads the work on it.' }) ownerId: string | null;
  @ApiProperty(momentOrNull) triageStartedAt: Date | null;
  @ApiProperty({ ...momentOrNull, description: 'When the clocks of the law started; null: nobody decided.' })
  awareAt: Date | null;
  @ApiProperty({ type: AwarenessShownDto, nullable: true }) awareness: AwarenessShownDto | null;
  @ApiProperty({
    type: [AwarenessShownDto],
    description: 'What was held to be the moment before it was corrected, oldest first.',
  })
  earlierAwareness: AwarenessShownDto[];
  @ApiProperty({
    enum: risks,
    enumName: 'BreachRisk',
    nullable: true,
    description: 'The judgement of GDPR Art. 33(1), 34(1); null: nobody judged yet.',
  })
  risk: Risk | null;
  @ApiProperty({ type: String, nullable: true }) riskReasons: string | null;
  @ApiProperty({
    enum: breachExemptions,
    enumName: 'BreachExemption',
    nullable: true,
    description: 'Why people are not told one by one although the risk is high, GDPR Art. 34(3).',
  })
  exemption: BreachExemption | null;
  @ApiProperty({ type: [SectorShownDto] }) sectors: SectorShownDto[];
  @ApiProperty(idOrNull) riskAssessedById: string | null;
  @ApiProperty(momentOrNull) riskAssessedAt: Date | null;
  @ApiProperty({
    type: SeverityDto,
    nullable: true,
    description:
      'By the method of ENISA, beside the judgement and never instead of it; null: nobody scored it.',
  })
  severity: SeverityDto | null;
  @ApiProperty(momentOrNull) containedAt: Date | null;
  @ApiProperty(momentOrNull) closedAt: Date | null;
  @ApiProperty(idOrNull) closedById: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was closed or dismissed.' })
  outcome: string | null;
  @ApiProperty({ enum: reporterKinds, enumName: 'IncidentReporter' }) reportedByKind: ReporterKind;
  @ApiProperty({ format: 'uuid', description: 'Person, key or link that reported it.' }) reportedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: [String], format: 'uuid', description: 'In which it happened.' })
  dataFlowIds: readonly string[];

  static of(incident: Incident): IncidentDto {
    const { id, revision, title, status, exercise, description, occurredFrom, occurredTo } = incident;
    const { vendorDetectedAt, vendorNotifiedAt, triageStartedAt, awareAt, containedAt } = incident;
    const { subjectsAffected, recordsAffected, consequences, measures, ownerId, risk } = incident;
    const { riskReasons, exemption, riskAssessedById, riskAssessedAt } = incident;
    const { closedAt, closedById, outcome, reportedByKind, reportedById, createdAt, dataFlowIds } = incident;
    return {
      ...{ id, revision, title, status, exercise, description },
      vendorIds: [...incident.vendorIds],
      subProcessors: incident.subProcessors.map(({ name, vendorId }) => ({ name, vendorId })),
      systems: [...incident.systems],
      breachTypes: [...incident.breachTypes],
      ...{ occurredFrom, occurredTo, vendorDetectedAt, vendorNotifiedAt, triageStartedAt, awareAt },
      awareness: awarenessOf(incident),
      earlierAwareness: incident.earlierAwareness.map(({ at, reason, decidedById, decidedAt }) => ({
        ...{ at: new Date(at), reason, decidedById, decidedAt: new Date(decidedAt) },
      })),
      ...{ subjectsAffected, recordsAffected, consequences, measures, ownerId, risk, riskReasons, exemption },
      sectors: incident.sectors.map(({ regime, classifiedAt }) => ({
        ...{ regime, classifiedAt: new Date(classifiedAt) },
      })),
      ...{ riskAssessedById, riskAssessedAt, severity: SeverityDto.of(incident) },
      ...{ containedAt, closedAt, closedById, outcome, reportedByKind, reportedById, createdAt },
      dataFlowIds,
    };
  }
}

const seconds = { type: Number, nullable: true, example: 7_200 } as const;

export class TimelineMomentDto {
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({
    enum: timelineKinds,
    enumName: 'TimelineKind',
    description: 'awareness_corrected: what was held to be the moment before.',
  })
  kind: TimelineKind;
  @ApiProperty(idOrNull) decidedById: string | null;
  @ApiProperty(momentOrNull) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
}

export class TimelineDto {
  @ApiProperty({ type: [TimelineMomentDto], description: 'In the order of time.' })
  items: TimelineMomentDto[];
  @ApiProperty({ ...seconds, description: 'From the vendor finding it until it told us; null: not known.' })
  vendorDelaySeconds: number | null;
  @ApiProperty({
    ...seconds,
    description: 'From the vendor telling us until we were aware; null: not known.',
  })
  awarenessDelaySeconds: number | null;
  @ApiProperty({ ...seconds, description: 'From its beginning until it was contained; null: not known.' })
  exposureSeconds: number | null;

  static of({ moments, delays }: Timeline): TimelineDto {
    const { vendorDelaySeconds, awarenessDelaySeconds, exposureSeconds } = delays;
    return {
      items: moments.map(({ at, kind, decidedById, decidedAt, reason }) => ({
        ...{ at, kind, decidedById, decidedAt, reason },
      })),
      ...{ vendorDelaySeconds, awarenessDelaySeconds, exposureSeconds },
    };
  }
}
