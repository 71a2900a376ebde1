import { mediaTypesOf } from '../../../lib/http/keyFormats/index.ts';
import * as z from 'zod';
import { described } from '../../../scripts/openapi/describe.ts';
import { openApiDocument } from '../../../scripts/openapi/document.ts';
import { members } from '../../../scripts/openapi/members.ts';
import { bareSchemas } from '../../../scripts/openapi/schemas.ts';

const describedPart = z.looseObject({ description: z.string().optional() });
const operation = z.looseObject({ parameters: z.array(describedPart).default([]) });
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  webhooks: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    headers: z.record(z.string(), describedPart),
    schemas: z.record(z.string(), z.unknown()),
  }),
});
const nested = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

const text = openApiDocument();
const { paths, webhooks, components } = documentSchema.parse(JSON.parse(text));

/** Returns the schema that a reference names, or else the value itself. */
function target(value: unknown): unknown {
  const { $ref: reference } = z.looseObject({ $ref: z.string().optional() }).parse(value ?? {});
  return reference === undefined ? value : components.schemas[reference.split('/').at(-1) ?? ''];
}

/** Returns the schema of a member, also inside of arrays. */
function memberOf([name = '', ...place]: readonly string[]): unknown {
  return place.reduce<unknown>((schema, member) => {
    const { properties, items } = nested.parse(schema);
    return target((properties ?? nested.parse(target(items)).properties)?.[member]);
  }, components.schemas[name]);
}

test.each([
  { place: ['Onboarding', 'receipt', 'resources', 'type'], values: ['user', 'policy', 'mfa-device', 'access-key'] },
  { place: ['OnboardingOffboardedEvent', 'data', 'receipt', 'resources', 'type'], values: ['permissions-boundary'] },
  { place: ['OnboardingFailedEvent', 'data', 'problem', 'type'], values: ['urn:latchkey:problem:access-denied'] },
  { place: ['AuditTrail', 'events', 'action'], values: ['create', 'claim', 'revoke-link', 'work'] },
  { place: ['Stops', 'actions', 'action'], values: ['stop', 'allow', 'erase-tenant'] },
  { place: ['Blueprint', 'creates', 'policies', 'madeBy'], values: ['AWS', 'Latchkey'] },
  { place: ['Preview', 'risks', 'level'], values: ['administrative', 'limited'] },
  { place: ['Preview', 'summary', 'access', 'levels', 'level'], values: ['list', 'permissions management'] },
  { place: ['WebhookKeys', 'keys', 'jwk', 'crv'], values: ['Ed25519'] },
])('the values of $place are a closed set with $values', ({ place, values }) => {
  const member = z.looseObject({ enum: z.array(z.string()).default([]) }).parse(memberOf(place));
  expect(member.enum).toEqual(expect.arrayContaining(values));
});

test('the scope of a stop in an answer has the pattern of the one in a path', () => {
  const [parameter] = paths['/v1/stops/{scope}']?.['post']?.parameters ?? [];
  const { pattern } = z.looseObject({ pattern: z.string() }).parse(parameter?.['schema']);
  for (const place of [
    ['Stop', 'scope'],
    ['Stops', 'actions', 'scope'],
  ])
    expect(memberOf(place)).toMatchObject({ pattern });
});

test('each member of a body, an answer or an event is described, and the table of members has no other', () => {
  const { used, missing } = described(bareSchemas()).coverage;
  expect([missing, Object.keys(members).filter((key) => !used.has(key))]).toEqual([[], []]);
});

test('each parameter and each header is described, and so is each format of keys', () => {
  const methods = [...Object.values(paths), ...Object.values(webhooks)].flatMap((each) => Object.values(each));
  const parameters = methods.flatMap((each) => each.parameters);
  const headers = Object.values(components.headers);
  expect([parameters.length > 50, headers.length > 3]).toEqual([true, true]);
  expect([...parameters, ...headers].filter(({ description = '' }) => description === '')).toEqual([]);
  for (const type of mediaTypesOf())
    expect(text.replaceAll(/\s/g, '')).toContain(`"${type}":{"schema":{"type":"string","description":`);
});
