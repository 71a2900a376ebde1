import { registerSchema, validate, type Validator } from '@hyperjump/json-schema/draft-2020-12';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { isRecord } from '../../scripts/json.ts';

/** An answer, and the route of lib/http/routes.ts that gave it. */
interface RouteAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

const uri = 'https://latchkey.example/openapi.json';
const document = z.json().parse(closed(JSON.parse(readFileSync('docs/openapi.json', 'utf8')), false));
registerSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', document }, uri);

/** The compiled schemas, by their places in the document. */
const validators = new Map<string, Promise<Validator>>();

/**
 * Returns what docs/openapi.json does not say about an answer: its status, that it has a body, or the members of its
 * body. Objects are closed here, although they are open for clients. The validator is not zod, which the document comes
 * from.
 *
 * jest.config.json lets all test files of a worker share this module, because it compiles a schema in about 50 ms. The
 * body is text, because the validator does not know the objects of jest's own realm.
 */
export async function undocumented({ method, path, status, text }: RouteAnswer): Promise<readonly string[]> {
  const place = placeOf(['paths', path, method.toLowerCase(), 'responses', String(status)]);
  const answer = at(place);
  if (answer === undefined) return [`no status ${String(status)}`];
  if (text === '') return at([...place, 'content']) === undefined ? [] : ['no answer without a body'];
  // Only files of keys and messages are no JSON.
  if (!text.startsWith('{'))
    return ['text/csv', 'message/rfc822'].some((type) => at([...place, 'content', type]) !== undefined)
      ? []
      : ['no such body'];
  const schema = placeOf([...place, 'content', typeOf(status, text), 'schema']);
  return at(schema) === undefined ? [`no ${typeOf(status, text)}`] : errorsOf(schema, text);
}

/** Headers of HTTP itself, which answers of every operation may have. */
const ofHttp = new Set(['content-type', 'cache-control', 'vary', 'access-control-allow-origin']);

/**
 * Returns what docs/openapi.json does not say about the headers of an answer: a header, its value, or the media type of
 * the body. Also returns what a client needs and does not get: `Location` and `Retry-After` of an accepted request.
 */
export async function undocumentedHeaders(
  { method, path, status, text }: RouteAnswer,
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const place = placeOf(['paths', path, method.toLowerCase(), 'responses', String(status)]);
  const documented = new Map(keysOf([...place, 'headers']).map((name) => [name.toLowerCase(), name]));
  const wrong: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const known = documented.get(name.toLowerCase());
    if (known !== undefined) {
      const schema = [...placeOf([...place, 'headers', known]), 'schema'];
      const isNumber = at([...schema, 'type']) === 'integer';
      wrong.push(...(await errorsOf(schema, isNumber && value !== '' ? value : JSON.stringify(value))));
    } else if (!ofHttp.has(name.toLowerCase())) wrong.push(`the header ${name} is not documented`);
  }
  const isGiven = (name: string) => Object.keys(headers).some((each) => each.toLowerCase() === name);
  if (status < 300)
    for (const name of status === 202 ? ['location', 'retry-after'] : ['location'])
      if (documented.has(name) && !isGiven(name)) wrong.push(`the header ${name} is missing`);
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (text !== '' && at([...place, 'content', type]) === undefined) wrong.push(`the media type is ${type}`);
  return wrong;
}

/** Returns why a JSON text does not fit a schema of the document. */
export const unfitFor = (schemaName: string, text: string): Promise<readonly string[]> =>
  errorsOf(['components', 'schemas', schemaName], text);

async function errorsOf(schema: readonly string[], text: string): Promise<readonly string[]> {
  const pointer = ['document', ...schema].map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  const validator = validators.get(pointer) ?? validate(`${uri}#/${encodeURI(pointer)}`);
  validators.set(pointer, validator);
  const output = (await validator)(z.json().parse(JSON.parse(text)), 'BASIC');
  if (output.valid) return [];
  const errors = output.errors ?? [];
  return [
    `not valid for ${schema.join(' ')}`,
    ...errors.map((each) => `${each.instanceLocation} (${each.absoluteKeywordLocation.replace(uri, '')})`),
  ];
}

/** API Gateway's own answers have no type. */
function typeOf(status: number, text: string): string {
  const body: unknown = JSON.parse(text);
  const isProblem = status >= 400 && isRecord(body) && 'type' in body;
  return isProblem ? 'application/problem+json' : 'application/json';
}

const keysOf = (place: readonly string[]) => {
  const value = at(place);
  return isRecord(value) ? Object.keys(value) : [];
};

/** Returns the value at a place in the document. */
const at = (place: readonly string[]): unknown =>
  place.reduce<unknown>((value, part) => (isRecord(value) ? value[part] : undefined), document);

/** Returns the place that the reference at this place names, or else this place. */
function placeOf(place: readonly string[]): readonly string[] {
  const value = at(place);
  const reference = isRecord(value) ? value['$ref'] : undefined;
  return typeof reference === 'string'
    ? reference
        .split('/')
        .slice(1)
        .filter((part) => part !== 'document')
    : place;
}

/**
 * Returns the document with closed objects in `components.schemas`, and with references that fit its place here.
 *
 * @param isSchema whether the value is part of such a schema
 */
function closed(value: unknown, isSchema: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => closed(each, isSchema));
  if (!isRecord(value)) return typeof value === 'string' ? value.replace(/^#\//, '#/document/') : value;
  const inside = Object.entries(value).map(([name, each]) => [name, closed(each, isSchema || name === 'schemas')]);
  const isOpen = isSchema && isRecord(value['properties']) && !('additionalProperties' in value);
  return { ...Object.fromEntries(inside), ...(isOpen && { additionalProperties: false }) };
}
