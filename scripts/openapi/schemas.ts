import * as z from 'zod/mini';
import { problemAnswerSchema } from '../../lib/http/answerSchemas.ts';
import { contract, routeNames } from '../../lib/http/contract.ts';
import type { RouteName } from '../../lib/http/routes.ts';
import { eventSchemas, payloadSchema, type EventType } from '../../lib/webhooks/eventSchemas.ts';
import { isRecord, listOf, type JsonRecord } from '../json.ts';
import { described } from './describe.ts';

/** The names of the schemas of answers in the document. A client that is generated from it has types with these names. */
const answerNames: Readonly<Record<RouteName, string | undefined>> = {
  createOnboarding: 'Onboarding',
  listOnboardings: 'OnboardingList',
  getOnboarding: 'Onboarding',
  reviewOnboarding: 'Review',
  provisionOnboarding: 'Onboarding',
  claimCredentials: 'Onboarding',
  retireKey: 'Onboarding',
  reactivateKey: 'Onboarding',
  rotateCredentials: 'Onboarding',
  updateOnboarding: 'Onboarding',
  previewUpdate: 'UpdatePreview',
  offboard: 'Onboarding',
  onboardingEvents: 'AuditTrail',
  onboardingHealth: 'OnboardingHealth',
  handoverMessage: undefined,
  createLink: 'Link',
  shareLink: 'Link',
  revokeLink: undefined,
  endLink: undefined,
  listDeliveries: 'Deliveries',
  redeliver: 'Delivery',
  tenantAccess: 'Access',
  retireAccess: undefined,
  awsProfiles: 'Profiles',
  getAccess: 'AccessState',
  changeExternalId: 'AccessState',
  eraseTenant: undefined,
  listStops: 'Stops',
  stopRequests: 'Stop',
  allowRequests: undefined,
  countStatuses: 'StatusCounts',
  stepTimes: 'StepTimeList',
  listBlueprints: 'BlueprintList',
  getBlueprint: 'Blueprint',
  previewBlueprint: 'Preview',
  testWebhook: 'WebhookTest',
  webhookKeys: 'WebhookKeys',
  openApi: 'OpenApi',
  health: 'Health',
};

const capitalized = (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** Returns the name of the schema of a route's request body. */
export const bodyName = (name: RouteName): string => `${capitalized(name)}Request`;

/** Returns the name of the schema of a route's answer. Undefined if the answer has no body. */
export const answerName = (name: RouteName): string | undefined => answerNames[name];

/** Returns the name of the schema of an event, such as `OnboardingReadyEvent`. */
export const eventName = (type: EventType): string => `${type.split(/[._]/).map(capitalized).join('')}Event`;

/** The types of events, in the order of `eventSchemas`. */
export const eventTypes: readonly EventType[] = Object.keys(eventSchemas).filter(
  (name): name is EventType => name in eventSchemas,
);

/** Returns a reference to a schema of the document. */
export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Returns all schemas that the document names, with what `members` says about them. Sorted by name. */
export const namedSchemas = (): Readonly<Record<string, object>> => described(bareSchemas()).schemas;

/** Returns all schemas of bodies, answers, problems and events, as zod converts them. Sorted by name. */
export function bareSchemas(): Readonly<Record<string, object>> {
  const bodies = z.registry<{ id: string }>();
  const answers = z.registry<{ id: string }>();
  answers.add(problemAnswerSchema, { id: 'Problem' });
  for (const name of routeNames) {
    const { body, answer } = contract[name];
    const id = answerNames[name];
    if (body !== undefined) bodies.add(body, { id: bodyName(name) });
    if ((answer === undefined) !== (id === undefined)) throw new Error(`${name} has an answer without a name`);
    if (answer === undefined || id === undefined) continue;
    if ((answers.get(answer)?.id ?? id) !== id) throw new Error(`The answer of ${name} has two names`);
    answers.add(answer, { id });
  }
  for (const type of eventTypes) answers.add(payloadSchema(type), { id: eventName(type) });
  const all = { ...jsonSchemasOf(bodies, withNulls), ...jsonSchemasOf(answers, (schema) => schema) };
  return Object.fromEntries(Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Returns the JSON Schemas of a registry. The mode is `input`, because in the mode `output` zod closes every object: a
 * client must ignore the fields that it does not know. Bodies are strict objects, which are closed in both modes.
 */
function jsonSchemasOf(registry: z.core.$ZodRegistry<{ id: string }>, change: (schema: JsonRecord) => JsonRecord) {
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => refTo(id).$ref });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, objectOf(cleaned(schema, change))]));
}

const objectOf = (schema: unknown): object => (isRecord(schema) ? schema : {});

/** Members of a schema whose value maps names to schemas. The names are not keywords. */
const maps = new Set(['properties', 'patternProperties', '$defs']);

/** Keywords that are wrong in the document: zod marks readonly arrays, which callers do send, and names each schema. */
const unwanted = new Set(['$schema', '$id', 'readOnly']);

/**
 * Returns the schema with the limits that an integer of the API has. zod gives those of JavaScript, which other languages
 * do not have in their usual types. No integer of the API is negative.
 */
function integer(schema: JsonRecord): JsonRecord {
  const { minimum, maximum, type, ...rest } = schema;
  const isInteger = type === 'integer' || (type === 'number' && Number.isInteger(schema['const']));
  if (!isInteger) return schema;
  return {
    ...rest,
    type: 'integer',
    ...(minimum !== undefined && { minimum: minimum === Number.MIN_SAFE_INTEGER ? 0 : minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
  };
}

function cleaned(schema: unknown, change: (schema: JsonRecord) => JsonRecord): unknown {
  if (Array.isArray(schema)) return schema.map((each) => cleaned(each, change));
  if (!isRecord(schema)) return schema;
  const members = Object.entries(integer(schema)).filter(([name]) => !unwanted.has(name));
  const clean = members.map(([name, value]): [string, unknown] => {
    if (!maps.has(name) || !isRecord(value)) return [name, cleaned(value, change)];
    return [name, Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each, change)]))];
  });
  return change(Object.fromEntries(clean));
}

/** Returns the schema of an object in a body whose optional members may be null: null means that a field is not given. */
function withNulls(schema: JsonRecord): JsonRecord {
  const { properties } = schema;
  if (!isRecord(properties)) return schema;
  const required = listOf(schema['required']);
  const entries = Object.entries(properties).map(([name, value]) => [
    name,
    required.includes(name) ? value : orNull(value),
  ]);
  return { ...schema, properties: Object.fromEntries(entries) };
}

function orNull(schema: unknown): unknown {
  if (!isRecord(schema) || typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const { enum: values } = schema;
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(values !== undefined && { enum: [...listOf(values), null] }),
  };
}
