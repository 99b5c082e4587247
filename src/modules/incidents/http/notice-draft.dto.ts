import { ApiProperty } from '@nestjs/swagger';
import { CodeField } from '../../../platform/http/fields.js';
import { breachNotificationItems, type BreachNotificationItem } from '../../reference-data/codes.js';
import { noticeKinds, type NoticeKind } from '../domain/incident-notice.js';
import { addressees, type Addressee, type NoticeDraft } from '../domain/notice-draft.js';

export class NoticeDraftRequest {
  @CodeField({
    codes: addressees,
    name: 'NoticeAddressee',
    example: 'authority',
    description: 'authority: the items of GDPR Art. 33(3). people: those of Art. 34(2).',
  })
  to: Addressee;
}

export class MissingFromNoticeDto {
  @ApiProperty({ example: '/consequences', description: 'The field.' }) pointer: string;
  @ApiProperty({
    example: 'PATCH /incidents/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f',
    description: 'The request that takes it.',
  })
  enter: string;
  @ApiProperty({ example: 'say what is likely to follow for the people' }) message: string;
}

export class NoticeItemDto {
  @ApiProperty({ enum: breachNotificationItems, enumName: 'BreachNotificationItem' })
  code: BreachNotificationItem;
  @ApiProperty({ example: 'Likely consequences' }) label: string;
  @ApiProperty({ example: 'GDPR Art. 33(3)(c)' }) law: string;
  @ApiProperty({ description: 'The law asks for it where it is possible only.' }) wherePossible: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What is known; null: nothing.' })
  text: string | null;
  @ApiProperty({
    type: [MissingFromNoticeDto],
    description: 'What is not known; beside a text where that is a part only.',
  })
  missing: MissingFromNoticeDto[];
}

export class NoticeDraftDto {
  @ApiProperty({ enum: addressees, enumName: 'NoticeAddressee' }) to: Addressee;
  @ApiProperty({
    enum: noticeKinds,
    enumName: 'IncidentNoticeKind',
    description: 'As which it is recorded once it was sent; supplement, when a first one was.',
  })
  kind: NoticeKind;
  @ApiProperty({ description: 'Nothing is missing. A first notice need not wait for that, GDPR Art. 33(4).' })
  complete: boolean;
  @ApiProperty({ type: [NoticeItemDto] }) items: NoticeItemDto[];
  @ApiProperty({ description: 'All items as one text, which says what follows later.' }) text: string;

  static of({ to, kind, complete, items, text }: NoticeDraft): NoticeDraftDto {
    return {
      ...{ to, kind, complete, text },
      items: items.map(({ code, label, law, wherePossible, text: known, missing }) => ({
        ...{ code, label, law, wherePossible, text: known },
        missing: missing.map(({ pointer, enter, message }) => ({ pointer, enter, message })),
      })),
    };
  }
}
