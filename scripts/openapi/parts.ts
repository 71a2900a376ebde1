import { isRecord, type JsonRecord } from '../json.ts';
import { refTo } from './schemas.ts';

/**
 * The parts of schemas that the document names, each with a place where it is. A client that is generated from the
 * document has types with these names. A part that contains another one is before it.
 */
const places: Readonly<Record<string, readonly string[]>> = {
  OnboardingProblem: ['Onboarding', 'properties', 'problem'],
  FieldError: ['Problem', 'properties', 'errors', 'items'],
  ProblemType: ['Problem', 'properties', 'type'],
  OnboardingStatus: ['Onboarding', 'properties', 'status'],
  Step: ['Onboarding', 'properties', 'steps', 'items'],
  StepStatus: ['Onboarding', 'properties', 'steps', 'items', 'properties', 'status'],
  Receipt: ['Onboarding', 'properties', 'receipt'],
  Resource: ['Onboarding', 'properties', 'receipt', 'properties', 'resources', 'items'],
  ResourceType: ['Onboarding', 'properties', 'receipt', 'properties', 'resources', 'items', 'properties', 'type'],
  ResourceStatus: ['Onboarding', 'properties', 'receipt', 'properties', 'resources', 'items', 'properties', 'status'],
  AwaitedWork: ['Onboarding', 'properties', 'waiting'],
  Credential: ['Onboarding', 'properties', 'credentials', 'anyOf', '0', 'items'],
  SealedCredentials: ['Onboarding', 'properties', 'sealedCredentials'],
  Tag: ['Onboarding', 'properties', 'tags', 'items'],
  EventProblem: ['OnboardingFailedEvent', 'properties', 'data', 'properties', 'problem'],
  IssuedKey: ['OnboardingClaimedEvent', 'properties', 'data', 'properties', 'keys', 'items'],
  EventType: ['Delivery', 'properties', 'type'],
  DeliveryTry: ['Delivery', 'properties', 'tries', 'items'],
  AuditEntry: ['AuditTrail', 'properties', 'events', 'items'],
  AuditAction: ['AuditTrail', 'properties', 'events', 'items', 'properties', 'action'],
  ControlledAction: ['Stops', 'properties', 'actions', 'items'],
  Difference: ['Blueprint', 'properties', 'differences', 'items'],
};

/**
 * Returns the schemas with a reference in place of each part that has a name, and the parts. Schemas that are equal
 * apart from their descriptions are the same part. A description that differs from that of the part stays beside the
 * reference. Throws if a part is not where `places` says.
 */
export function withNamedParts(schemas: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  const parts = Object.entries(places).map(([name, place]) => ({ name, schema: at(schemas, place) }));
  const names = new Map(parts.map(({ name, schema }) => [shapeOf(schema), { name, schema }]));
  const inside = (value: unknown, isPart: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => inside(each, false));
    if (!isRecord(value)) return value;
    const known = isPart ? undefined : names.get(shapeOf(value));
    if (known !== undefined) return referenceTo(known.name, known.schema, value);
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, name === 'examples' ? each : inside(each, false)]),
    );
  };
  const all = [...Object.entries(schemas), ...parts.map(({ name, schema }) => [name, schema] as const)];
  return Object.fromEntries(
    all
      .map(([name, schema]): [string, object] => [name, recordOf(inside(schema, true))])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function referenceTo(name: string, part: JsonRecord, { description }: JsonRecord): object {
  const differs = description !== undefined && description !== part['description'];
  return differs ? { ...refTo(name), description } : refTo(name);
}

function at(schemas: JsonRecord, place: readonly string[]): JsonRecord {
  const found = place.reduce<unknown>((value, name) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return isRecord(value) ? value[name] : list[Number(name)];
  }, schemas);
  if (!isRecord(found)) throw new Error(`scripts/openapi/parts.ts: there is no schema at ${place.join('.')}`);
  return found;
}

/** Returns a text that is equal for schemas that differ only in their descriptions and examples. */
function shapeOf(schema: JsonRecord): string {
  return JSON.stringify(schema, (name, value: unknown) => {
    if ((name === 'description' && typeof value === 'string') || (name === 'examples' && Array.isArray(value)))
      return undefined;
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}

const recordOf = (value: unknown): object => (isRecord(value) ? value : {});
