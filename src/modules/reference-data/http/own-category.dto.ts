import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  LabelField,
  LookedUpField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { CategoryUse } from '../category-uses.js';
import {
  dataCategoryOf,
  dataSubjectCategoryOf,
  extensibleLists,
  partPattern,
  type ExtensibleList,
  type OwnCategory,
} from '../domain/own-category.js';
import { specialCategories, type SpecialCategory } from '../domain/law-codes.js';
import type { CategoryChange, NewCategory } from '../own-categories.service.js';

const nullable = { optional: true, nullable: true } as const;
const shippedPattern = '^[A-Z][A-Z0-9_]{1,59}$';

const ParentField = (options: { optional?: boolean; description?: string } = {}) =>
  LookedUpField({
    ...options,
    example: 'HEALTH_RECORD',
    pattern: shippedPattern,
    sentence: 'must be a code of the list',
    known: (code) => new RegExp(shippedPattern).test(code),
  });

export class AddOwnCategoryDto {
  @CodeField({ codes: extensibleLists, name: 'ExtensibleList', example: 'data_category' })
  list: ExtensibleList;
  @ParentField({
    description: 'The category of the list of which it is a part: it is as special or as vulnerable as that.',
  })
  parent: string;
  @LookedUpField({
    example: 'GLUCOSE',
    pattern: partPattern,
    sentence: 'must be 2 to 40 capital letters, digits or underscores, and begin with a letter',
    known: (part) => new RegExp(partPattern).test(part),
    description: 'Its own part: the whole code is then HEALTH_RECORD.GLUCOSE, and stays for ever.',
  })
  code: string;
  @LabelField({ max: 200, example: 'Glucose readings' }) label: string;
  @ProseField({ ...nullable, max: 2_000, example: 'As the sensor sends them, every five minutes.' })
  description?: string | null;

  static given({ list, parent, code, label, description = null }: AddOwnCategoryDto): NewCategory {
    return { list, parent, part: code, label, description };
  }
}

export class ChangeOwnCategoryDto extends PartialType(
  PickType(AddOwnCategoryDto, ['label', 'description'] as const),
  { skipNullProperties: false },
) {
  static change({ label, description }: ChangeOwnCategoryDto): CategoryChange {
    return {
      ...(label !== undefined && { label }),
      ...(description !== undefined && { description }),
    };
  }
}

export class RetireOwnCategoryDto {
  @ProseField({ max: 2_000, example: 'We do not sell the sensor any more.' }) reason: string;
}

export class OwnCategoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: extensibleLists, enumName: 'ExtensibleList' }) list: ExtensibleList;
  @ApiProperty({ example: 'HEALTH_RECORD.GLUCOSE', description: 'As data flows name it.' }) code: string;
  @ApiProperty({ example: 'HEALTH_RECORD' }) parent: string;
  @ApiProperty({ example: 'Glucose readings' }) label: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({
    enum: specialCategories,
    enumName: 'SpecialCategory',
    nullable: true,
    description: 'Of the parent: Art. 9(1) and 10 GDPR. null for people, and for other data.',
  })
  specialCategory: SpecialCategory | null;
  @ApiProperty({ description: 'Of the parent: people who are vulnerable (WP 248 rev.01).' })
  vulnerable: boolean;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) retiredById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) retiredAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) retiredBecause: string | null;

  static of(category: OwnCategory): OwnCategoryDto {
    const { id, revision, list, code, parent, label, description, createdById, createdAt } = category;
    const { retiredById, retiredAt, retiredBecause } = category;
    const ofData = list === 'data_category';
    return {
      ...{ id, revision, list, code, parent, label, description, createdById, createdAt },
      specialCategory: ofData ? (dataCategoryOf(code)?.specialCategory ?? null) : null,
      vulnerable: !ofData && (dataSubjectCategoryOf(code)?.vulnerable ?? false),
      ...{ retiredById, retiredAt, retiredBecause },
    };
  }
}

/** By itself: with who names it. */
export class OwnCategoryDetailDto extends OwnCategoryDto {
  @ApiProperty({ example: 3, description: 'Data flows that name it and are not closed.' }) usedBy: number;

  static with(category: OwnCategory, { flows }: CategoryUse): OwnCategoryDetailDto {
    return { ...OwnCategoryDto.of(category), usedBy: flows };
  }
}

const sorts = ['code', '-code', 'createdAt', '-createdAt'] as const;

export class OwnCategoriesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'code' }) sort: (typeof sorts)[number] = 'code';
  @LabelField({ max: 200, optional: true, example: 'glucose', description: 'Part of the code or label.' })
  q?: string;
  @CodeField({ codes: extensibleLists, optional: true, example: 'data_category' }) list?: ExtensibleList;
  @ParentField({ optional: true }) parent?: string;
  @Flag()
  @BoolField({ optional: true, example: false })
  retired?: boolean;
}
