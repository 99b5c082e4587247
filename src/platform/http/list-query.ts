import { ApiOkResponse, ApiProperty, getSchemaPath, ApiExtraModels, ApiHeader } from '@nestjs/swagger';
import { applyDecorators, type Type } from '@nestjs/common';
import { defaultLimit, greatestLimit } from '../../shared/page.js';
import { BoolField, Digits, Flag, IntField, SecretField } from './fields.js';

/** What every list takes; each list adds its own `sort` and filters. */
export class ListRequest {
  @Digits()
  @IntField({
    min: 1,
    max: greatestLimit,
    optional: true,
    example: 50,
    description: `Rows on a page, 1 to ${greatestLimit}; ${defaultLimit} unless told.`,
  })
  limit: number = defaultLimit;

  @SecretField({
    min: 1,
    max: 2_000,
    optional: true,
    description: 'nextCursor of the page before, unchanged.',
  })
  cursor?: string;

  @Flag()
  @BoolField({ optional: true, example: false, description: 'true adds total, the number of all rows.' })
  count?: boolean;
}

export class PageEnvelope {
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Cursor of the next page; null on the last.',
  })
  nextCursor: string | null;
  @ApiProperty({ required: false, example: 564, description: 'Number of all rows; only with count=true.' })
  total?: number;
}

/** Documents a list: { items, nextCursor, total? } and the Link header. */
export function ApiPage(item: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(PageEnvelope, item),
    ApiOkResponse({
      headers: {
        Link: { description: 'rel="next": the address of the next page', schema: { type: 'string' } },
      },
      schema: {
        allOf: [
          { $ref: getSchemaPath(PageEnvelope) },
          {
            type: 'object',
            required: ['items'],
            properties: { items: { type: 'array', items: { $ref: getSchemaPath(item) } } },
          },
        ],
      },
    }),
  );
}

export const ApiIfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: true,
    example: '"1"',
    description: 'ETag of the revision that was read. Missing: 428. Changed in the meantime: 412.',
  });

export const ApiIfMatchWhenSent = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    example: '"1"',
    description: 'ETag of the revision that was read. When sent and changed in the meantime: 412.',
  });
