import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** What every field says of itself. `nullable` fields take null to clear them; `optional` ones may be left out. */
export type Field = Readonly<{
  description?: string;
  example?: unknown;
  optional?: boolean;
  nullable?: boolean;
}>;

/** What a value must be, or for a value what is wrong with it. */
export type Sentence = string | ((value: unknown) => string);

/** One rule with its sentence; `each` for lists. */
export function rule(name: string, sentence: Sentence, validate: (value: unknown) => boolean, each = false) {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => validate(value),
        defaultMessage: (about) =>
          `$property ${typeof sentence === 'string' ? sentence : sentence(about?.value)}`,
      },
    },
    { each },
  );
}

/** Documents and checks in one; class-validator's IsOptional would also let null through. */
export function field(
  options: Field,
  api: ApiPropertyOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const { description, example, optional = false, nullable = false } = options;
  const documented = { ...api, description, example, required: !optional, ...(nullable ? { nullable } : {}) };
  const present = ValidateIf(
    (_object, value: unknown) => !(optional && value === undefined) && !(nullable && value === null),
  );
  return applyDecorators(ApiProperty(documented as ApiPropertyOptions), present, ...checks);
}
