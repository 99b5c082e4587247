import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

export type Schema = Readonly<Record<string, unknown>> & {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
};
export type Parameter = Readonly<{
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
  example?: unknown;
}>;
type Content = Readonly<
  Record<string, { schema?: Schema; example?: unknown; examples?: object } | undefined>
>;

export type Operation = Readonly<{
  method: string;
  path: string;
  summary?: string;
  tags: readonly string[];
  parameters: readonly Parameter[];
  body: Content;
  bodyRequired: boolean;
  responses: Readonly<Record<string, { content?: Content }>>;
  roles: readonly string[] | 'public';
  personOnly: boolean;
}>;

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The document as its readers see it: what may be asked, and what may be answered. */
export class ApiDescription {
  readonly operations: readonly Operation[];
  private readonly schemas: Record<string, Schema>;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(document: OpenAPIObject) {
    this.schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: { schemas: closed(this.schemas) } });
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      verbs.flatMap((method) => {
        const said = item[method] as unknown as Record<string, unknown> | undefined;
        if (!said) return [];
        const body = said['requestBody'] as { content?: Content; required?: boolean } | undefined;
        return [
          {
            method: method.toUpperCase(),
            path,
            summary: said['summary'] as string | undefined,
            tags: (said['tags'] as string[] | undefined) ?? [],
            parameters: (said['parameters'] as Parameter[] | undefined) ?? [],
            body: body?.content ?? {},
            bodyRequired: body?.required ?? false,
            responses: said['responses'] as Operation['responses'],
            roles: (said['x-roles'] as string[] | undefined) ?? 'public',
            personOnly: said['x-person-only'] === true,
          },
        ];
      }),
    );
  }

  /** Why the value does not fit the schema; undefined when it fits. Fields that the schema does not name do not fit. */
  misfit(schema: Schema, value: unknown): string | undefined {
    const validate = this.compiled.get(schema) ?? this.ajv.compile(absolute(schema) as object);
    this.compiled.set(schema, validate);
    return validate(value) ? undefined : this.ajv.errorsText(validate.errors, { dataVar: '' });
  }

  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const found = this.schemas[schema.$ref.replace('#/components/schemas/', '')];
    if (!found) throw new Error(`${schema.$ref} leads nowhere`);
    return found;
  }

  /** The example that Swagger UI shows for a schema. */
  example(given: Schema): unknown {
    const schema = this.resolve(given);
    if ('example' in schema) return schema.example;
    const said = schema.examples?.[0] ?? schema.default ?? schema.enum?.[0];
    if (said !== undefined) return said;
    const [choice] = schema.oneOf ?? schema.anyOf ?? [];
    if (choice) return this.example(choice);
    if (schema.allOf?.length === 1 && schema.allOf[0]) return this.example(schema.allOf[0]);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.example(part)));
    return this.exampleOfType(schema);
  }

  private exampleOfType(schema: Schema): unknown {
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (schema.properties)
      return Object.fromEntries(
        Object.entries(schema.properties).map(([name, part]) => [name, this.example(part)]),
      );
    if (type === 'array') return schema.items ? [this.example(schema.items)] : [];
    if (type === 'object') return {};
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return schema['minimum'] ?? 1;
    return 'text';
  }
}

/** Our answers name every field: a field that a schema does not name is one that got out by accident. */
function closed(schemas: Record<string, Schema>): Record<string, Schema> {
  const copy = structuredClone(schemas);
  for (const [name, schema] of Object.entries(copy))
    if (schema.properties && !('additionalProperties' in schema) && name !== 'PageEnvelope')
      Object.assign(schema, { additionalProperties: false });
  return copy;
}

function absolute(schema: Schema): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
}
