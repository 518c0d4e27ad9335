import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { QdrantExchange } from './qdrant-counterpart';

type Json = Readonly<Record<string, unknown>>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Json } } };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Json }>> }>>;
}
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** Qdrant's number formats say how a number is stored, not how it is written. */
const STORAGE_FORMATS = ['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uint128'];

/** Compares what went over the wire with an OpenAPI 3.0 document: path, query, body and answer, no unknown field anywhere. */
export class OpenApiChecker {
  private readonly ajv = new Ajv({ strict: false, allErrors: false, coerceTypes: false });
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly templates: readonly { readonly path: string; readonly pattern: RegExp }[];

  constructor(private readonly document: OpenApiDocument) {
    addFormats(this.ajv);
    for (const format of STORAGE_FORMATS) this.ajv.addFormat(format, true);
    this.ajv.addSchema({ $id: 'qdrant', components: { schemas: strict(document.components.schemas) } });
    this.templates = Object.keys(document.paths)
      .sort((left, right) => placeholders(left) - placeholders(right))
      .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }));
  }

  /** What is wrong with an exchange; nothing when it is as the document says. */
  faultsOf(exchange: QdrantExchange): string[] {
    const path = this.templates.find(({ pattern }) => pattern.test(exchange.path))?.path ?? '';
    const operation = this.document.paths[path]?.[exchange.method.toLowerCase()];
    const name = `${exchange.method} ${path || exchange.path}`;
    if (!operation) return [`${name}: is not in the document`];
    return [
      ...this.ofQuery(name, operation, exchange.query),
      ...this.ofBody(name, operation, exchange.body),
      ...this.ofReply(name, operation, exchange),
    ];
  }

  private ofQuery(name: string, { parameters = [] }: Operation, query: QdrantExchange['query']): string[] {
    return Object.entries(query).flatMap(([key, text]) => {
      const known = parameters.find((parameter) => parameter.in === 'query' && parameter.name === key);
      if (!known) return [`${name}: the query parameter ${key} is not in the document`];
      return this.ofValue(`${name} ?${key}`, known.schema, isText(known.schema) ? text : (JSON.parse(text) as unknown));
    });
  }

  private ofBody(name: string, { requestBody }: Operation, body: unknown): string[] {
    const schema = requestBody?.content['application/json'].schema;
    if (schema) return this.ofValue(`${name} request`, schema, body);
    return Object.keys(body as object).length > 0 ? [`${name}: a body that is not in the document`] : [];
  }

  private ofReply(name: string, { responses }: Operation, { status, reply }: QdrantExchange): string[] {
    const found = responses[String(status)] ?? responses[`${String(status)[0]}XX`] ?? responses['default'];
    const schema = found?.content?.['application/json']?.schema;
    return schema ? this.ofValue(`${name} ${status}`, schema, reply) : [`${name}: no answer ${status} in the document`];
  }

  private ofValue(name: string, schema: Json, value: unknown): string[] {
    const validate = this.compiled.get(name) ?? this.ajv.compile(strict(schema) as object);
    this.compiled.set(name, validate);
    return validate(value) ? [] : [`${name}: ${this.ajv.errorsText(validate.errors)}`];
  }
}

const placeholders = (path: string): number => path.split('{').length;
const isText = (schema: Json): boolean => schema['type'] === 'string';

/**
 * JSON Schema of an OpenAPI 3.0 schema: `nullable` becomes the type null, and objects with named fields take no others.
 * Without that, `anyOf: [X, {nullable: true}]` would let everything pass.
 */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _example, default: _default, ...rest } = schema as Json;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, partOf(key, value)]));
  const closed = 'properties' in rest && !('additionalProperties' in rest) ? { additionalProperties: false } : {};
  if (nullable !== true) return { ...inner, ...closed };
  return Object.keys(rest).length === 0 ? { type: 'null' } : { anyOf: [{ ...inner, ...closed }, { type: 'null' }] };
}

function partOf(key: string, value: unknown): unknown {
  if (key === '$ref') return `qdrant${String(value)}`;
  // Names of fields are no keywords.
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value as Json).map(([name, schema]) => [name, strict(schema)]));
  return strict(value);
}
