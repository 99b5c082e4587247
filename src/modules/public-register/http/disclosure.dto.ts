import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  LabelField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  disclosureModes,
  type DisclosedFlow,
  type Disclosure,
  type DisclosureGiven,
  type DisclosureMode,
} from '../domain/disclosure.js';

const optional = { optional: true, nullable: true, example: null } as const;

export class PublicWordsDto {
  @LabelField({ min: 2, max: 20, example: 'it', description: 'BCP 47.' }) language: string;
  @LabelField({ ...optional, max: 200, description: 'A line under the name of the recipient.' }) title?:
    string | null;
  @ProseField({ ...optional, max: 2_000 }) why?: string | null;
  @ProseField({ ...optional, max: 2_000 }) how?: string | null;
  @ProseField({ ...optional, max: 2_000 }) benefit?: string | null;
}

export class NewDisclosureDto {
  @CodeField({
    codes: disclosureModes,
    name: 'DisclosureMode',
    example: 'public',
    description:
      'public: with the name of the recipient; by_category: with its kind only; withheld: not at all.',
  })
  mode: DisclosureMode;
  @LabelField({
    ...optional,
    max: 200,
    description: 'Shown in place of the name: what kind of recipient it is. With by_category only.',
  })
  category?: string | null;
  @ProseField({
    ...optional,
    max: 2_000,
    description: 'Why the recipient is not named. Not shown to the public.',
  })
  reason?: string | null;
  @ObjectsField(() => PublicWordsDto, {
    ...{ optional: true, max: 40 },
    description: 'Plain words by language, in place of those of the data flow.',
  })
  words?: PublicWordsDto[];
  @ProseField({
    ...optional,
    max: 1_000,
    description: 'How to object or ask; else the contact of our company is shown.',
  })
  howToObject?: string | null;

  static given({
    mode,
    category = null,
    reason = null,
    words = [],
    howToObject = null,
  }: NewDisclosureDto): DisclosureGiven {
    return {
      ...{ mode, category, reason, howToObject },
      words: words.map(({ language, title = null, why = null, how = null, benefit = null }) => {
        return { language, title, why, how, benefit };
      }),
    };
  }
}

export class DisclosureDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ enum: disclosureModes, enumName: 'DisclosureMode' }) mode: DisclosureMode;
  @ApiProperty({ type: String, nullable: true }) category: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: [PublicWordsDto] }) words: PublicWordsDto[];
  @ApiProperty({ type: String, nullable: true }) howToObject: string | null;
  @ApiProperty({ format: 'uuid' }) decidedById: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: Date;

  static of(disclosure: Disclosure): DisclosureDto {
    const { id, revision, dataFlowId, mode, category, reason, words, howToObject, decidedById, decidedAt } =
      disclosure;
    return {
      ...{ id, revision, dataFlowId, mode, category, reason, howToObject, decidedById, decidedAt },
      words: [...words],
    };
  }
}

const sorts = ['createdAt', '-createdAt', 'vendor', '-vendor'] as const;

export class DisclosuresRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @CodeField({ codes: disclosureModes, name: 'DisclosureMode', optional: true, example: 'withheld' })
  mode?: DisclosureMode;
  @Flag()
  @BoolField({ optional: true, example: false, description: 'false: on which nothing was decided.' })
  decided?: boolean;
  @LabelField({
    optional: true,
    max: 200,
    description: 'In the name of the vendor, the title or the reference.',
  })
  q?: string;
}

export class DisclosedFlowDto {
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ example: 'DF-1A2B3C4D' }) reference: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, example: 'active' }) status: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty() vendorName: string;
  @ApiProperty({
    enum: disclosureModes,
    enumName: 'DisclosureMode',
    description: 'public where nothing was decided.',
  })
  mode: DisclosureMode;
  @ApiProperty({ type: String, nullable: true }) category: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) decidedById: string | null;

  static of(row: DisclosedFlow): DisclosedFlowDto {
    return { ...row };
  }
}
