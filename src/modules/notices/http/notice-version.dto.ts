import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  CodeField,
  CodesField,
  IdField,
  LabelField,
  LookedUpField,
  ObjectsField,
  ProseField,
  UrlField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { CountriesField, noticeItems, type NoticeItem } from '../../reference-data/index.js';
import { canonicalLanguage } from '../domain/language.js';
import {
  noticeVersionStatuses,
  type NamedRecipient,
  type NoticeVersion,
  type NoticeVersionStatus,
  type PublishedVersion,
  type Recipient,
} from '../domain/notice-version.js';
import type { NewNoticeVersion, NoticeVersionChange } from '../notice-versions.service.js';

const perhaps = { optional: true, nullable: true } as const;

const LanguageField =
  (options: { optional?: boolean } = {}): PropertyDecorator =>
  (target, name) => {
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (canonicalLanguage(value) ?? value) : value,
    )(target, name);
    LookedUpField({
      ...options,
      example: 'en',
      description: 'BCP 47.',
      pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$',
      sentence: 'must be a language tag (BCP 47) like en, it or de-AT',
      known: (tag) => canonicalLanguage(tag) !== null,
    })(target, name);
  };

const Sha256Field = (): PropertyDecorator =>
  LookedUpField({
    ...perhaps,
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    description: 'Of the page behind url, as it was seen; 64 hexadecimal digits.',
    pattern: '^[0-9a-f]{64}$',
    sentence: 'must be a SHA-256 in lower-case hexadecimal digits',
    known: (hash) => /^[0-9a-f]{64}$/.test(hash),
  });

export class NewlyNamedDto {
  @IdField({ ...perhaps, description: 'A vendor of the register: named by itself.' }) vendorId?:
    string | null;
  @LabelField({
    ...perhaps,
    max: 200,
    example: 'PAYMENTS',
    description: 'Instead of vendorId: what the recipients do, a code of vendor_category or free words.',
  })
  category?: string | null;
  @LabelField({
    ...perhaps,
    max: 200,
    example: 'Acme Pay Ltd',
    description: 'With category: only this one of them, who need not be in the register.',
  })
  name?: string | null;
}

export class DraftNoticeVersionDto {
  @LanguageField() language: string;
  @UrlField({ ...perhaps, example: 'https://shop.example/privacy', description: 'Where the words stand.' })
  url?: string | null;
  @ProseField({
    ...perhaps,
    max: 50_000,
    example: 'We share your address with …',
    description: 'The words. One of url and text; the other null.',
  })
  text?: string | null;
  @Sha256Field() sha256?: string | null;
  @IdField({ ...perhaps, description: 'Instead of sha256: the page as it was seen, in /evidence.' })
  evidenceId?: string | null;
  @CodesField({
    codes: noticeItems,
    name: 'NoticeItem',
    example: ['N_CONTROLLER', 'N_RECIPIENTS'],
    description: 'What it tells, of GDPR Art. 13 and 14 (GET /reference-data/notice_item).',
  })
  items: NoticeItem[];
  @ObjectsField(() => NewlyNamedDto, {
    max: 500,
    example: [{ category: 'PAYMENTS' }],
    description: 'Who gets the data, as the notice names them.',
  })
  recipients: NewlyNamedDto[];
  @CountriesField({ max: 250, description: 'The countries that it names.' }) countries: string[];
}

export class ChangeNoticeVersionDto extends PartialType(
  OmitType(DraftNoticeVersionDto, ['language'] as const),
  { skipNullProperties: false },
) {}

export class PublishNoticeVersionDto {
  @ProseField({ max: 2_000, example: 'Read by the team; on the site since this morning.' }) reason: string;
}

export class WithdrawNoticeVersionDto {
  @ProseField({ max: 2_000, example: 'The shop is closed.' }) reason: string;
}

const recipientsOf = (all: readonly NewlyNamedDto[]): Recipient[] =>
  all.map(({ vendorId = null, category = null, name = null }) => ({ vendorId, category, name }));

export function newVersionOf({ recipients, ...body }: DraftNoticeVersionDto): NewNoticeVersion {
  const { url = null, text = null, sha256 = null, evidenceId = null, language, items, countries } = body;
  return {
    ...{ url, text, sha256, evidenceId, language, items, countries },
    recipients: recipientsOf(recipients),
  };
}

/** Only what was sent; null clears. */
export function versionChangeOf({ recipients, ...sent }: ChangeNoticeVersionDto): NoticeVersionChange {
  return recipients === undefined ? sent : { ...sent, recipients: recipientsOf(recipients) };
}

export class NamedRecipientDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) vendorId: string | null;
  @ApiProperty({ type: String, nullable: true }) category: string | null;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when published versions name it without a gap; null in a draft.',
  })
  since: string | null;

  static of({ vendorId, category, name, since }: NamedRecipient): NamedRecipientDto {
    return { vendorId, category, name, since };
  }
}

/** As a list shows it: without its words. */
export class ListedNoticeVersionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) noticeId: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ example: 3, description: 'Counted for each language.' }) number: number;
  @ApiProperty({ example: 'en' }) language: string;
  @ApiProperty({ enum: noticeVersionStatuses, enumName: 'NoticeVersionStatus' }) status: NoticeVersionStatus;
  @ApiProperty({
    type: [String],
    description: 'Whom it tells: those of the notice when it was published, in a draft when it was drafted.',
  })
  audiences: string[];
  @ApiProperty({ type: String, nullable: true }) url: string | null;
  @ApiProperty({ description: 'Of the text, or of the page behind url.' }) sha256: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;
  @ApiProperty({ enum: noticeItems, enumName: 'NoticeItem', isArray: true }) items: NoticeItem[];
  @ApiProperty({ type: [NamedRecipientDto] }) recipients: NamedRecipientDto[];
  @ApiProperty({ type: [String] }) countries: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) publishedById: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was superseded or withdrawn.',
  })
  endedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static listed(version: PublishedVersion): ListedNoticeVersionDto {
    const { id, revision, noticeId, legalEntityId, number, language, status, url, sha256 } = version;
    const { evidenceId, publishedAt, publishedById, endedAt, createdById, createdAt } = version;
    return {
      ...{ id, revision, noticeId, legalEntityId, number, language, status, url, sha256, evidenceId },
      ...{ audiences: [...version.audiences], items: [...version.items], countries: [...version.countries] },
      recipients: version.recipients.map((recipient) => NamedRecipientDto.of(recipient)),
      ...{ publishedAt, publishedById, endedAt, createdById, createdAt },
    };
  }
}

export class NoticeVersionDto extends ListedNoticeVersionDto {
  @ApiProperty({ type: String, nullable: true, description: 'The words; null where they stand at url.' })
  text: string | null;

  static of(version: NoticeVersion): NoticeVersionDto {
    return { ...ListedNoticeVersionDto.listed(version), text: version.text };
  }
}

const sorts = ['number', '-number', 'createdAt', '-createdAt'] as const;

export class NoticeVersionsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @CodeField({
    codes: noticeVersionStatuses,
    name: 'NoticeVersionStatus',
    optional: true,
    example: 'published',
  })
  status?: NoticeVersionStatus;
  @LanguageField({ optional: true }) language?: string;
}
