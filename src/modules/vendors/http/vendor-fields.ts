import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';
import { LookedUpListField, rule, type Field } from '../../../platform/http/fields.js';
import { isLabel } from '../../../shared/label.js';
import { domainName } from '../domain/domain-name.js';
import { websiteAddress } from '../domain/website.js';

const normalised = (value: unknown) => (typeof value === 'string' ? (domainName(value) ?? value) : value);

/** Host names such as acme.example; stored in lower case, without scheme and `www.`. */
export const DomainsField = (options: Field): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(normalised) : value)),
    LookedUpListField({
      ...options,
      max: 50,
      pattern: '^[a-z0-9-]+([.][a-z0-9-]+)+$',
      sentence: 'must hold domain names such as acme.example, no addresses and no single words',
      known: (value) => domainName(value) === value,
    }),
  );

type Map = Field & { max: number; keys?: readonly string[]; urls?: boolean };

/** A small JSON object of texts. */
export function StringMapField({
  max,
  keys,
  urls = false,
  description,
  example,
  optional,
}: Map): PropertyDecorator {
  const propertyNames = keys ? { propertyNames: { enum: [...keys] } } : {};
  const api = {
    type: 'object' as const,
    additionalProperties: { type: 'string' as const, maxLength: 2_000 },
    maxProperties: max,
    description,
    example,
    required: !optional,
    ...propertyNames,
  };
  const fits = (value: unknown) =>
    isMap(value, max) && Object.entries(value).every(([key, text]) => entryFits(key, text));
  const entryFits = (key: string, text: unknown) =>
    typeof text === 'string' &&
    text.length <= 2_000 &&
    isLabel(key) &&
    key.length <= 100 &&
    (keys === undefined || keys.includes(key)) &&
    (urls ? websiteAddress(text) !== null : isLabel(text));
  const sentence = `must be an object of at most ${max} texts${keys ? ` named ${keys.join(', ')}` : ''}${urls ? ', each an http(s) address' : ''}`;
  return applyDecorators(
    ApiProperty(api as object),
    ValidateIf((_object, value: unknown) => !(optional === true && value === undefined)),
    rule('text_map', sentence, fits),
  );
}

function isMap(value: unknown, max: number): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= max
  );
}
