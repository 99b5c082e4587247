import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  LabelField,
  MomentField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  breachExemptions,
  breachNoticeKinds,
  notificationClocks,
  type BreachExemption,
  type BreachNoticeKind,
  type NotificationClock,
} from '../../reference-data/codes.js';
import { noticeCodes, noticeKinds, kindOf, type NoticeKind } from '../domain/incident-notice.js';
import {
  announcedShares,
  debtors,
  obligationStates,
  standingAt,
  type Debtor,
  type Obligation,
  type ObligationState,
} from '../domain/obligation.js';
import { risks, sectorRegimes, type Risk, type RiskAssessment, type SectorRegime } from '../domain/risk.js';
import type { NewObligation } from '../obligations.service.js';

const momentOrNull = { type: String, format: 'date-time', nullable: true } as const;
const idOrNull = { type: String, format: 'uuid', nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;
const perhaps = { optional: true, nullable: true } as const;

export class SectorDto {
  @CodeField({
    codes: sectorRegimes,
    name: 'SectorRegime',
    example: 'NIS2',
    description: 'NIS2: a significant incident (Art. 23). DORA: a major one (Art. 19).',
  })
  regime: SectorRegime;
  @MomentField({ description: 'When it was held to be significant, or major.' }) classifiedAt: string;
}

export class RiskAssessmentDto {
  @CodeField({
    codes: risks,
    name: 'BreachRisk',
    example: 'likely',
    description:
      'For the rights and freedoms of people: unlikely (no authority is told, GDPR Art. 33(1)), likely, or high (people are told, Art. 34(1)).',
  })
  risk: Risk;
  @ProseField({ max: 4_000, example: 'Names and addresses of 12,000 people; no bank data.' }) reasons: string;
  @CodeField({
    ...perhaps,
    codes: breachExemptions,
    name: 'BreachExemption',
    example: null,
    description: 'With a high risk: why people are not told one by one, GDPR Art. 34(3).',
  })
  exemption?: BreachExemption | null;
  @ObjectsField(() => SectorDto, {
    max: 2,
    optional: true,
    example: [],
    description: 'Law of a sector under which the incident has to be reported too.',
  })
  sectors?: SectorDto[];
}

export function judgementOf(body: RiskAssessmentDto): Omit<RiskAssessment, 'assessedById' | 'assessedAt'> {
  const { risk, reasons, exemption = null, sectors = [] } = body;
  const stored = sectors.map(({ regime, classifiedAt }) => ({
    regime,
    classifiedAt: new Date(classifiedAt).toISOString(),
  }));
  return { risk, reasons, exemption, sectors: stored };
}

export class AddObligationDto {
  @LabelField({ max: 200, example: 'Our insurer', description: 'Who is to be told.' }) to: string;
  @ProseField({ max: 1_000, example: 'Policy 4711, section 3: within 48 hours', description: 'Why.' })
  ground: string;
  @CodeField({
    codes: noticeKinds,
    name: 'IncidentNoticeKind',
    optional: true,
    example: 'contract_party',
    description: 'The kind of notice that meets it; contract_party unless told.',
  })
  kind?: NoticeKind;
  @MomentField({ description: 'When its time began.' }) startsAt: string;
  @MomentField({ ...perhaps, example: null, description: 'Until when; null: without undue delay.' })
  dueAt?: string | null;
}

export function newObligationOf(body: AddObligationDto): NewObligation {
  const { to, ground, kind = 'contract_party', startsAt, dueAt = null } = body;
  return {
    ...{ to, ground, noticeKind: noticeCodes[kind], startsAt: new Date(startsAt) },
    dueAt: dueAt === null ? null : new Date(dueAt),
  };
}

export class BecauseDto {
  @ProseField({ max: 4_000, example: 'The lead authority has been told for all our companies.' })
  reason: string;
}

export class ObligationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) incidentId: string;
  @ApiProperty({ enum: debtors, enumName: 'ObligationDebtor', description: 'Who owes it.' }) by: Debtor;
  @ApiProperty({ example: 'supervisory authority of Germany', description: 'Who is to be told.' }) to: string;
  @ApiProperty({ enum: noticeKinds, enumName: 'IncidentNoticeKind' }) kind: NoticeKind;
  @ApiProperty({ enum: breachNoticeKinds, enumName: 'BreachNoticeKind' }) code: BreachNoticeKind;
  @ApiProperty({ enum: notificationClocks, enumName: 'NotificationClock', nullable: true })
  clock: NotificationClock | null;
  @ApiProperty({ example: 'GDPR Art. 33(1): Example GmbH is controller' }) ground: string;
  @ApiProperty(idOrNull) legalEntityId: string | null;
  @ApiProperty(idOrNull) agreementId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) startsAt: Date;
  @ApiProperty({
    ...momentOrNull,
    description: 'The strict end of its time, by which alarms go; null: "without undue delay".',
  })
  dueAt: Date | null;
  @ApiProperty({
    ...momentOrNull,
    description: 'The later end as Regulation 1182/71 counts; for information, never to wait for.',
  })
  formalEndAt: Date | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 86_400,
    description:
      'Seconds until it is due, negative once it is late; null: settled, or without a number of hours.',
  })
  remainingSeconds: number | null;
  @ApiProperty({ enum: obligationStates, enumName: 'ObligationState' }) state: ObligationState;
  @ApiProperty(momentOrNull) sentAt: Date | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0,
    description: 'Seconds by which it was late, or is by now; 0: in time. null: without a number of hours.',
  })
  lateBy: number | null;
  @ApiProperty({ ...textOrNull, description: 'Reasons for the delay, GDPR Art. 33(1).' })
  lateReason: string | null;
  @ApiProperty({ ...idOrNull, description: 'The notice that met it.' }) noticeId: string | null;
  @ApiProperty({ ...textOrNull, description: 'Why it is reasoned away or not required.' })
  because: string | null;
  @ApiProperty(idOrNull) settledById: string | null;
  @ApiProperty(momentOrNull) settledAt: Date | null;
  @ApiProperty({
    enum: [0, ...announcedShares],
    description: 'The share of its time in percent at whose passing somebody was told last.',
  })
  announcedShare: number;
  @ApiProperty({ description: 'Added by a person, not found from the register.' }) byHand: boolean;

  static of(obligation: Obligation, now: Date): ObligationDto {
    const { id, revision, incidentId, by, to, noticeKind: code, clock, ground, legalEntityId } = obligation;
    const { agreementId, startsAt, dueAt, formalEndAt, state, sentAt, lateReason, noticeId } = obligation;
    const { because, settledById, settledAt, announcedShare, byHand } = obligation;
    return {
      ...{ id, revision, incidentId, by, to, kind: kindOf(code), code, clock, ground, legalEntityId },
      ...{ agreementId, startsAt, dueAt, formalEndAt, state, sentAt, lateReason, noticeId },
      ...{ because, settledById, settledAt, announcedShare, byHand },
      ...standingAt(obligation, now),
    };
  }
}

const sorts = ['dueAt', '-dueAt', 'startsAt', '-startsAt'] as const;

export class ObligationsRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: 'dueAt',
    description: 'dueAt: what has no number of hours comes last.',
  })
  sort: (typeof sorts)[number] = 'dueAt';
  @CodeField({ codes: obligationStates, optional: true, example: 'open' }) state?: ObligationState;
  @CodeField({ codes: debtors, optional: true, example: 'us' }) by?: Debtor;
}
