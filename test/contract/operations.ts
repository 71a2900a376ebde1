import { readFileSync } from 'node:fs';
import * as z from 'zod';

const parameter = z.object({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  schema: z.record(z.string(), z.unknown()),
});
const body = z.object({
  content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
});
const operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(parameter).default([]),
  requestBody: body.optional(),
  responses: z.record(z.string(), z.unknown()),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

const document = documentSchema.parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));

/** An operation of docs/openapi.json. */
export interface Operation {
  readonly id: string;
  /** The name of its route, which is also that of its function. */
  readonly name: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** The security schemes that it accepts. Empty: anybody may call it. */
  readonly schemes: readonly string[];
  readonly parameters: readonly z.output<typeof parameter>[];
  /** The name of the schema of its body in `components.schemas`. Undefined: it takes none. */
  readonly bodySchema: string | undefined;
  readonly statuses: readonly number[];
}

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, security, parameters, requestBody, responses }]) => ({
    id: operationId,
    name: operationId.replace(/ByLink$/, ''),
    method: method.toUpperCase(),
    path,
    schemes: security.flatMap((each) => Object.keys(each)),
    parameters: parameters.map((each) => ({ ...each, schema: withoutReference(each.schema) })),
    bodySchema: requestBody?.content['application/json'].schema.$ref.split('/').at(-1),
    statuses: Object.keys(responses).map(Number),
  })),
);

/** Returns the schema that a reference names, or else the schema itself. */
function withoutReference(schema: z.output<typeof parameter>['schema']) {
  const { $ref: reference } = schema;
  return typeof reference === 'string' ? { ...schemaNamed(reference.split('/').at(-1) ?? '') } : schema;
}

/** Returns a schema of `components.schemas`. */
export function schemaNamed(name: string): Readonly<Record<string, unknown>> {
  const found = document.components.schemas[name];
  if (found === undefined) throw new Error(`docs/openapi.json has no schema ${name}`);
  return found;
}
