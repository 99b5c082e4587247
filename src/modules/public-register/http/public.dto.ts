import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';
import { isCalendarDay, isMoment } from '../../../platform/http/days.js';
import { CodeField, LabelField, SecretField } from '../../../platform/http/fields.js';
import { sharingStates, type PublicSharing, type SharingState } from '../domain/public-sharing.js';
import { shownRoles, type Choice, type RegisterShown } from '../page/register-page.js';

/** A form sends its empty fields too. */
const Filled = () => Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
const Upper = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));

function DayOrMoment(): PropertyDecorator {
  const validate = (value: unknown) => isCalendarDay(value) || isMoment(value);
  const defaultMessage = () => 'at must be a day like 2026-06-30, or a moment like 2026-06-30T12:00:00Z';
  return (target, property) => {
    ValidateIf((_object, value) => value !== undefined)(target, property);
    ValidateBy({ name: 'day_or_moment', validator: { validate, defaultMessage } })(target, property);
    ApiProperty({
      type: String,
      required: false,
      example: '2026-06-30',
      description: 'The register as it was then.',
    })(target, property);
  };
}

export class PublicRequest {
  @Filled()
  @LabelField({
    optional: true,
    max: 100,
    example: 'Acme',
    description: 'In the name of a recipient, as it is shown.',
  })
  q?: string;
  @Filled()
  @LabelField({ optional: true, max: 200, description: 'Name of one of our companies.' })
  company?: string;
  @Filled()
  @Upper()
  @LabelField({
    optional: true,
    min: 2,
    max: 2,
    example: 'US',
    description: 'Where data are: ISO 3166-1 alpha-2.',
  })
  country?: string;
  @Filled()
  @CodeField({ codes: shownRoles, name: 'PublicRole', optional: true, example: 'PROCESSOR' })
  role?: (typeof shownRoles)[number];
  @Filled()
  @CodeField({
    codes: ['sub-processors'],
    optional: true,
    example: 'sub-processors',
    description: 'Only those whom we use where we process data for our own customers.',
  })
  list?: 'sub-processors';
  @Filled() @DayOrMoment() at?: string;
  @Filled()
  @LabelField({ optional: true, max: 20, example: 'it', description: 'Otherwise by Accept-Language.' })
  lang?: string;
  @Filled()
  @SecretField({ optional: true, min: 1, max: 2_000, description: 'nextCursor of the page before.' })
  cursor?: string;

  static choice({ q, company, country, role, list, at }: PublicRequest): Choice {
    return {
      ...(q !== undefined && { q }),
      ...(company !== undefined && { company }),
      ...(country !== undefined && { country }),
      ...(role !== undefined && { role }),
      ...(list !== undefined && { list }),
      ...(at !== undefined && { at }),
    };
  }
}

export class ChangesRequest {
  @Filled()
  @LabelField({ optional: true, max: 20, example: 'it', description: 'Otherwise by Accept-Language.' })
  lang?: string;
}

export class PublicCodeDto {
  @ApiProperty({ example: 'EMAIL_ADDRESS' }) code: string;
  @ApiProperty({ example: 'Private e-mail address' }) label: string;
}

export class PublicRecipientDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null where only the kind is shown.' }) name:
    string | null;
  @ApiProperty({ type: String, nullable: true }) category: string | null;
  @ApiProperty({ type: PublicCodeDto, nullable: true }) role: PublicCodeDto | null;
  @ApiProperty({ type: PublicCodeDto, nullable: true }) country: PublicCodeDto | null;
}

export class PublicCompanyDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: PublicCodeDto }) country: PublicCodeDto;
  @ApiProperty({ type: String, nullable: true }) contact: string | null;
  @ApiProperty({ type: String, nullable: true }) dpoContact: string | null;
}

export class PublicDataDto extends PublicCodeDto {
  @ApiProperty({ type: Number, nullable: true }) keptForDays: number | null;
  @ApiProperty({ type: PublicCodeDto, nullable: true }) then: PublicCodeDto | null;
}

export class PublicPurposeDto extends PublicCodeDto {
  @ApiProperty({ type: PublicCodeDto, nullable: true, description: 'GDPR Art. 6.' })
  basis: PublicCodeDto | null;
  @ApiProperty({ type: String, nullable: true }) why: string | null;
  @ApiProperty({ type: String, nullable: true }) how: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the customer gets from it.' }) benefit:
    string | null;
}

export class PublicOnwardDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: [PublicCodeDto] }) countries: PublicCodeDto[];
}

export class PublicSharingDto {
  @ApiProperty({ format: 'uuid', description: 'The same in every answer; leads to nothing inside.' })
  id: string;
  @ApiProperty({ enum: sharingStates, enumName: 'SharingState' }) state: SharingState;
  @ApiProperty({ type: PublicRecipientDto, description: 'Who.' }) recipient: PublicRecipientDto;
  @ApiProperty({ type: PublicCompanyDto, description: 'Our company.' }) company: PublicCompanyDto;
  @ApiProperty({ type: String, nullable: true }) title: string | null;
  @ApiProperty({ type: [PublicCodeDto], description: 'Whose data.' }) people: PublicCodeDto[];
  @ApiProperty({ type: [PublicDataDto], description: 'What.' }) data: PublicDataDto[];
  @ApiProperty({
    type: [PublicPurposeDto],
    description: 'For what, why, how, and what the customer gets from it.',
  })
  purposes: PublicPurposeDto[];
  @ApiProperty({ type: String, nullable: true }) wordsLanguage: string | null;
  @ApiProperty({ type: [PublicCodeDto], description: 'Where the data are.' }) countries: PublicCodeDto[];
  @ApiProperty({ type: [PublicOnwardDto] }) passedOnTo: PublicOnwardDto[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) since: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day of the approval.' })
  until: string | null;
  @ApiProperty({ type: String, nullable: true }) howToObject: string | null;
}

export class PublicRegisterDto {
  @ApiProperty({ example: 'en' }) language: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The day or moment that was asked for.',
  })
  at: string | null;
  @ApiProperty({ type: [PublicSharingDto] }) items: PublicSharingDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
  @ApiProperty({ example: 0, description: 'How many sharings are not shown.' }) withheld: number;

  static of({ items, next, withheld, at }: RegisterShown, language: string): PublicRegisterDto {
    return { language, at, items: items.map((sharing) => shown(sharing)), nextCursor: next, withheld };
  }
}

/** Arrays of their own, as the documented shape has them. */
function shown(sharing: PublicSharing): PublicSharingDto {
  return structuredClone(sharing) as PublicSharingDto;
}
