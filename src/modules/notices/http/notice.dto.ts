import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { CodeField, IdField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { SubjectCategoriesField, SubjectCategoryField } from '../../reference-data/index.js';
import type { DataSubjectCategoryCode } from '../../reference-data/codes.js';
import { noticeVersionStatuses, type NoticeVersionStatus } from '../domain/notice-version.js';
import type { Notice } from '../domain/notice.js';

export class CreateNoticeDto {
  @LabelField({
    max: 100,
    optional: true,
    example: 'PN-SHOP',
    description: 'Unique, and stays. Given by us unless told.',
  })
  reference?: string;
  @LabelField({ max: 200, example: 'Privacy notice of the shop' }) title: string;
  @IdField({ description: 'Which of our companies tells this.' }) legalEntityId: string;
  @SubjectCategoriesField({
    min: 1,
    example: ['CUSTOMERS', 'SUBSCRIBERS'],
    description: 'Whom it tells. A category takes in our own ones below it.',
  })
  audiences: DataSubjectCategoryCode[];
  @ProseField({
    max: 2_000,
    optional: true,
    nullable: true,
    example: 'Linked at the foot of every page and in every mail.',
    description: 'Where and how people get it.',
  })
  description?: string | null;
}

export class ChangeNoticeDto extends PartialType(
  PickType(CreateNoticeDto, ['title', 'audiences', 'description'] as const),
  { skipNullProperties: false },
) {}

export class NoticeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'PN-SHOP' }) reference: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ type: [String], description: 'Those whom the next version will tell.' }) audiences: string[];
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(notice: Notice): NoticeDto {
    const { id, revision, reference, title, legalEntityId, audiences, description } = notice;
    const { createdById, createdAt } = notice;
    return {
      ...{ id, revision, reference, title, legalEntityId, audiences: [...audiences], description },
      ...{ createdById, createdAt },
    };
  }
}

const sorts = ['reference', '-reference', 'title', '-title', 'createdAt', '-createdAt'] as const;

export class NoticesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'reference' }) sort: (typeof sorts)[number] =
    'reference';
  @LabelField({ max: 200, optional: true, example: 'shop', description: 'Part of reference or title.' })
  q?: string;
  @IdField({ optional: true }) legalEntityId?: string;
  @SubjectCategoryField({ optional: true, description: 'Whom it tells.' }) audience?: string;
  @IdField({ optional: true, description: 'The published version names this vendor.' }) vendorId?: string;
  @CodeField({
    codes: noticeVersionStatuses,
    name: 'NoticeVersionStatus',
    optional: true,
    example: 'published',
    description: 'It has a version in this status; with vendorId, one that names the vendor.',
  })
  status?: NoticeVersionStatus;
}
