import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  IdsField,
  LabelField,
  MomentField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { breachNoticeKinds, type BreachNoticeKind } from '../../reference-data/codes.js';
import { noticeCodes, noticeKinds, type IncidentNotice, type NoticeKind } from '../domain/incident-notice.js';
import type { NewNotice } from '../incident-notices.service.js';

const perhaps = { optional: true, nullable: true } as const;

export class NoticeRecipientDto {
  @LabelField({ max: 200, example: 'Berliner Beauftragte für Datenschutz', description: 'Who was told.' })
  name: string;
  @LabelField({
    ...perhaps,
    max: 500,
    example: 'mailbox@datenschutz.example',
    description: 'Where it was sent: address, portal, number. Not needed for people and the public.',
  })
  address?: string | null;
}

export class RecordNoticeDto {
  @CodeField({ codes: noticeKinds, name: 'IncidentNoticeKind', example: 'initial' }) kind: NoticeKind;
  @IdsField({
    max: 200,
    optional: true,
    example: [],
    description: 'Obligations that it meets. Left out: the only open one that asks for this kind, or none.',
  })
  obligationIds?: string[];
  @ObjectsField(() => NoticeRecipientDto, { min: 1, max: 200, description: 'Who was told.' })
  recipients: NoticeRecipientDto[];
  @LabelField({
    ...perhaps,
    max: 500,
    example: 'Dana Officer, dpo@example.com',
    description:
      'Whom they can ask, GDPR Art. 33(3)(b). Left out: dpoContact of the legal entity; without one the notice is refused.',
  })
  contact?: string | null;
  @ProseField({ max: 40_000, example: 'On 15 May we learned that …', description: 'What was said.' })
  text: string;
  @MomentField({ description: 'When it was sent. Not in the future.' }) sentAt: string;
  @ProseField({
    ...perhaps,
    max: 1_000,
    example: 'Portal receipt 2026-0815',
    description: 'How it can be shown; needed, or evidenceIds.',
  })
  proof?: string | null;
  @IdsField({ max: 50, optional: true, example: [], description: 'Evidence of the sending.' })
  evidenceIds?: string[];
  @ProseField({
    ...perhaps,
    max: 4_000,
    example: null,
    description: 'Needed when it is later than an obligation that it meets was due, GDPR Art. 33(1).',
  })
  lateReason?: string | null;
}

export function newNoticeOf(body: RecordNoticeDto): NewNotice {
  const { kind, obligationIds = null, contact = null, text, sentAt, proof = null } = body;
  const { evidenceIds = [], lateReason = null } = body;
  const recipients = body.recipients.map(({ name, address = null }) => ({ name, address }));
  return {
    ...{ kind, obligationIds, recipients, contact, text, proof, evidenceIds, lateReason },
    sentAt: new Date(sentAt),
  };
}

export class NoticeRecipientShownDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
}

export class IncidentNoticeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) incidentId: string;
  @ApiProperty({ enum: noticeKinds, enumName: 'IncidentNoticeKind' }) kind: NoticeKind;
  @ApiProperty({ enum: breachNoticeKinds, enumName: 'BreachNoticeKind' }) code: BreachNoticeKind;
  @ApiProperty({ type: [String], format: 'uuid' }) obligationIds: string[];
  @ApiProperty({ type: [NoticeRecipientShownDto] }) recipients: NoticeRecipientShownDto[];
  @ApiProperty() contact: string;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, format: 'date-time' }) sentAt: Date;
  @ApiProperty({ type: String, nullable: true }) proof: string | null;
  @ApiProperty({ type: [String], format: 'uuid' }) evidenceIds: string[];
  @ApiProperty({ type: String, nullable: true }) lateReason: string | null;
  @ApiProperty({ format: 'uuid' }) sentById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(notice: IncidentNotice): IncidentNoticeDto {
    const { id, revision, incidentId, kind, contact, text, sentAt, proof, lateReason } = notice;
    const { sentById, createdAt } = notice;
    return {
      ...{ id, revision, incidentId, kind, code: noticeCodes[kind], contact, text, sentAt, proof },
      obligationIds: [...notice.obligationIds],
      recipients: notice.recipients.map(({ name, address }) => ({ name, address })),
      evidenceIds: [...notice.evidenceIds],
      ...{ lateReason, sentById, createdAt },
    };
  }
}

const noticeSorts = ['sentAt', '-sentAt'] as const;

export class IncidentNoticesRequest extends ListRequest {
  @CodeField({ codes: noticeSorts, optional: true, example: 'sentAt' })
  sort: (typeof noticeSorts)[number] = 'sentAt';
}
