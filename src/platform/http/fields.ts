import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { isLabel, isProse, tidy } from '../../shared/label.js';
import { isCalendarDay, isMoment } from './days.js';
import { field, rule, type Field, type Sentence } from './field.js';

export { rule, type Field } from './field.js';

const tidied = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidy(value) : value));

/** A one-line name or title: stored NFC, trimmed, with single spaces; no control or invisible characters. */
export const LabelField = (options: Field & { max: number; min?: number }): PropertyDecorator =>
  field(
    options,
    { type: String, minLength: options.min ?? 1, maxLength: options.max },
    tidied(),
    rule(
      'label',
      'must be one line of visible text without control, bidirectional or invisible characters',
      (value) => typeof value === 'string' && isLabel(value),
    ),
    Length(options.min ?? 1, options.max),
    IsString(),
  );

/** Text of several lines. */
export const ProseField = (options: Field & { max: number }): PropertyDecorator =>
  field(
    options,
    { type: String, minLength: 1, maxLength: options.max },
    rule(
      'prose',
      'must be visible text without control, bidirectional or invisible characters',
      (value) => typeof value === 'string' && isProse(value),
    ),
    Length(1, options.max),
    IsString(),
  );

/** Text taken as it is: a password, a token. */
export const SecretField = (options: Field & { min: number; max: number }): PropertyDecorator =>
  field(
    options,
    { type: String, minLength: options.min, maxLength: options.max },
    Length(options.min, options.max),
    IsString(),
  );

export const IdField = (options: Field = {}): PropertyDecorator =>
  field(
    { example: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f', ...options },
    { type: String, format: 'uuid' },
    IsUUID(),
  );

export const IdsField = (options: Field & { max: number }): PropertyDecorator =>
  field(
    options,
    {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      maxItems: options.max,
      uniqueItems: true,
    },
    IsUUID(undefined, { each: true }),
    distinct(),
    ArrayMaxSize(options.max),
    IsArray(),
  );

export const CodeField = (options: Field & { codes: readonly string[]; name?: string }): PropertyDecorator =>
  field(
    options,
    { enum: [...options.codes], ...(options.name ? { enumName: options.name } : {}) },
    IsIn([...options.codes]),
  );

export const CodesField = (
  options: Field & { codes: readonly string[]; name?: string; min?: number; max?: number },
): PropertyDecorator =>
  field(
    options,
    {
      enum: [...options.codes],
      ...(options.name ? { enumName: options.name } : {}),
      isArray: true,
      uniqueItems: true,
      minItems: options.min ?? 0,
      maxItems: options.max ?? options.codes.length,
    },
    IsIn([...options.codes], { each: true }),
    distinct(),
    ArrayMinSize(options.min ?? 0),
    ArrayMaxSize(options.max ?? options.codes.length),
    IsArray(),
  );

/** ISO 3166-1 numbers and other codes too many to list: checked by a function, documented by a pattern. */
export const LookedUpField = (
  options: Field & { pattern: string; sentence: Sentence; known: (value: string) => boolean },
): PropertyDecorator =>
  field(
    options,
    { type: String, pattern: options.pattern },
    rule('known', options.sentence, (value) => typeof value === 'string' && options.known(value)),
  );

export const LookedUpListField = (
  options: Field & {
    pattern: string;
    sentence: Sentence;
    known: (value: string) => boolean;
    min?: number;
    max: number;
  },
): PropertyDecorator =>
  field(
    options,
    {
      type: 'array',
      items: { type: 'string', pattern: options.pattern },
      minItems: options.min ?? 0,
      maxItems: options.max,
      uniqueItems: true,
    },
    rule('known', options.sentence, (value) => typeof value === 'string' && options.known(value), true),
    distinct(),
    ArrayMinSize(options.min ?? 0),
    ArrayMaxSize(options.max),
    IsArray(),
  );

export const LabelsField = (options: Field & { max: number; length: number }): PropertyDecorator =>
  field(
    options,
    {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: options.length },
      maxItems: options.max,
      uniqueItems: true,
    },
    rule(
      'label',
      'must hold lines of visible text only',
      (value) => typeof value === 'string' && isLabel(value),
      true,
    ),
    Length(1, options.length, { each: true }),
    distinct(),
    ArrayMaxSize(options.max),
    IsArray(),
  );

export const DayField = (options: Field = {}): PropertyDecorator =>
  field(
    { example: '2026-06-01', ...options },
    { type: String, format: 'date' },
    rule('day', 'must be a calendar day, YYYY-MM-DD, between 1900 and 2199', isCalendarDay),
  );

/** RFC 3339 with zone; shown in UTC. */
export const MomentField = (options: Field = {}): PropertyDecorator =>
  field(
    { example: '2026-06-01T08:30:00.000Z', ...options },
    { type: String, format: 'date-time' },
    rule('moment', 'must be a moment like 2026-06-01T08:30:00Z, with its zone', isMoment),
  );

export const IntField = (options: Field & { min: number; max: number }): PropertyDecorator =>
  field(
    options,
    { type: 'integer', minimum: options.min, maximum: options.max },
    Min(options.min),
    Max(options.max),
    IsInt(),
  );

export const NumberField = (options: Field & { min?: number; max?: number } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'number', minimum: options.min, maximum: options.max },
    ...(options.min === undefined ? [] : [Min(options.min)]),
    ...(options.max === undefined ? [] : [Max(options.max)]),
    IsNumber({ allowNaN: false, allowInfinity: false }),
  );

export const BoolField = (options: Field = {}): PropertyDecorator =>
  field(options, { type: Boolean }, IsBoolean());

export const EmailField = (options: Field = {}): PropertyDecorator =>
  field(
    { example: 'dana@example.com', ...options },
    { type: String, format: 'email', maxLength: 254 },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().toLowerCase() : value,
    ),
    IsEmail(),
    Length(3, 254),
    IsString(),
  );

/** An http or https address without credentials. */
export const UrlField = (options: Field = {}): PropertyDecorator =>
  field(
    { example: 'https://example.com/security', ...options },
    { type: String, format: 'uri', maxLength: 2_000 },
    rule('url', 'must be an http or https address without user name and password', isWebAddress),
    Length(1, 2_000),
  );

/** The document generator takes a function for a late-bound class only when it is called `type`. */
export const ObjectField = (type: () => new () => object, options: Field = {}): PropertyDecorator =>
  field(
    options,
    { type: () => type() },
    Type(type),
    ValidateNested(),
    rule('object', 'must be an object', isPlainObject),
  );

/** class-validator walks into lists of lists, so that [[]] would pass as a list of objects; this closes it. */
export const ObjectsField = (
  type: () => new () => object,
  options: Field & { max: number; min?: number },
): PropertyDecorator =>
  field(
    options,
    { type: () => type(), isArray: true, minItems: options.min ?? 0, maxItems: options.max },
    Type(type),
    ValidateNested({ each: true }),
    rule('objects', 'must hold objects only', (value) => Array.isArray(value) && value.every(isPlainObject)),
    ArrayMinSize(options.min ?? 0),
    ArrayMaxSize(options.max),
    IsArray(),
  );

/** Decimal digits only: Number() would also take "1e1", "0x10", " 5 " and "". */
export const Digits = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );

/** In a query, only `true` and `false`. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** In a query: values separated by commas, or the parameter several times. */
export const Listed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',') : [text])),
  );

function distinct(): PropertyDecorator {
  return rule(
    'distinct',
    'must not name anything twice',
    (value) => Array.isArray(value) && new Set(value).size === value.length,
  );
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  return (
    ['http:', 'https:'].includes(protocol) && username === '' && password === '' && hostname.includes('.')
  );
}
