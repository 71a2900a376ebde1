import { createHash } from 'node:crypto';
import type { Blueprint, DocumentTemplate, Parameter } from '../../catalog/blueprint.ts';
import { boundaryPrefix, type NameOwner } from '../core/names.ts';
import { mayBeNull } from './language/kinds.ts';
import { notGiven } from './notGiven.ts';
import type { ParameterValue, ParameterValues } from './parameterValues.ts';
import { renderDocument } from './policyDocument.ts';
import { parametersIn, textsIn } from './substitution.ts';

export { notGiven } from './notGiven.ts';

/**
 * The values of the parameters that the permissions boundary depends on, as text, as in the stack's parameters. A list is
 * sorted, so that its order does not matter.
 */
export type BoundaryValues = Readonly<Record<string, string | readonly string[]>>;

/** A parameter that the permissions boundary depends on. */
interface BoundaryParameter {
  readonly name: string;
  readonly parameter: Parameter;
  /** A boundary for this value covers every other value. Undefined if there is no such value. */
  readonly widest: string | undefined;
}

/** Returns the documents of which the stack makes the boundary. Empty if a policy of AWS is the boundary. */
export function boundaryDocuments({
  permissionsBoundary,
}: Pick<Blueprint, 'permissionsBoundary'>): readonly DocumentTemplate[] {
  return 'managed' in permissionsBoundary ? [] : permissionsBoundary;
}

/** Returns the parameters that the boundary depends on: those in its conditions and its texts. */
export function boundaryParameters(
  blueprint: Pick<Blueprint, 'parameters' | 'permissionsBoundary'>,
): readonly BoundaryParameter[] {
  const names = namesIn(boundaryDocuments(blueprint));
  return Object.entries(blueprint.parameters).flatMap(([name, parameter]) =>
    names.has(name)
      ? [{ name, parameter, widest: parameter.boundary === undefined ? undefined : asText(parameter.boundary.widest) }]
      : [],
  );
}

/** The names of parameters in documents. An onboarding asks for them a dozen times, and a blueprint never changes. */
const namesByDocuments = new WeakMap<readonly DocumentTemplate[], ReadonlySet<string>>();

function namesIn(documents: readonly DocumentTemplate[]): ReadonlySet<string> {
  const known = namesByDocuments.get(documents);
  if (known !== undefined) return known;
  const names = new Set(
    documents.flatMap((document) => [...Object.keys(document.when ?? {}), ...textsIn(document).flatMap(parametersIn)]),
  );
  namesByDocuments.set(documents, names);
  return names;
}

/** Returns the values that a boundary for a plan with these parameters has. */
export function boundaryValues(blueprint: Blueprint, values: ParameterValues): BoundaryValues {
  return Object.fromEntries(boundaryParameters(blueprint).map(({ name }) => [name, asTexts(values[name])]));
}

/** Returns the document of a boundary with these values, as JSON. Throws if a policy of AWS is the boundary. */
export function boundaryText(
  blueprint: Blueprint,
  values: BoundaryValues,
  place: { readonly accountId: string; readonly partition: string },
): string {
  const given = boundaryParameters(blueprint).map(({ name, parameter }): [string, ParameterValue] => {
    const value = values[name];
    if (parameter.kind === 'flag') return [name, value === 'true'];
    // Where every request has to send a value, `any` is an ordinary one.
    return [name, value === undefined || (value === notGiven && mayBeNull(parameter)) ? null : value];
  });
  return renderDocument(boundaryDocuments(blueprint), { ...Object.fromEntries(given), ...place });
}

/**
 * Returns eight hex digits of the SHA-256 of the blueprint's boundary. A changed boundary gets another name, by which
 * Latchkey detects that a tenant's stack is outdated.
 */
export function boundaryVersion({ permissionsBoundary }: Pick<Blueprint, 'permissionsBoundary'>): string {
  const known = versionsByBoundary.get(permissionsBoundary);
  if (known !== undefined) return known;
  const version = createHash('sha256').update(JSON.stringify(permissionsBoundary)).digest('hex').slice(0, 8);
  versionsByBoundary.set(permissionsBoundary, version);
  return version;
}

/** The digests, by what was digested: it can be several kilobytes, and a blueprint never changes. */
const versionsByBoundary = new WeakMap<Blueprint['permissionsBoundary'], string>();

/**
 * Returns 16 hex digits of the SHA-256 of the values that a boundary depends on. The name of a boundary has this digest
 * and not the values: they may be long, and have characters that a name cannot have.
 */
export function valuesDigest(blueprint: Blueprint, values: BoundaryValues): string {
  const texts = boundaryParameters(blueprint).map(({ name }) => [name, values[name] ?? notGiven]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

/**
 * Returns the name of a boundary: `{namespace}-boundary-{blueprint}-{token}-{version}-{digest}-{generation}`, without the
 * digest if the boundary depends on no parameter. For a template the caller passes `${Parameter}` references as tenant
 * token, digest and generation. If a policy of AWS is the boundary, returns its name, with its path.
 *
 * @param values the values, or what stands in the place of their digest
 * @param generation counts the boundaries of one tenant, account and blueprint, from 1. If a stack is updated while a user
 * has its boundary, CloudFormation creates the new boundary and leaves the old one behind. An update back to the earlier
 * values would then fail, because the name is taken. With another generation it has another name.
 */
export function boundaryName(
  { namespace, tenantToken }: Omit<NameOwner, 'blueprint'>,
  blueprint: Blueprint,
  values: BoundaryValues | string,
  generation: number | string,
): string {
  const { permissionsBoundary } = blueprint;
  if ('managed' in permissionsBoundary) return permissionsBoundary.managed;
  const digest = typeof values === 'string' ? values : valuesDigest(blueprint, values);
  const parts = boundaryParameters(blueprint).length === 0 ? [] : [digest];
  const prefix = boundaryPrefix({ namespace, blueprint: blueprint.name, tenantToken });
  return `${prefix}${[boundaryVersion(blueprint), ...parts, String(generation)].join('-')}`;
}

/**
 * Returns every name that a boundary with these values can have: that of `boundaryName`, and the one of stacks that were
 * launched before names had a digest, which had the values instead. There were only regions, flags and choices then. A
 * text could be the digest of other values, and so name a boundary that is read by nobody and belongs to another plan.
 */
export function boundaryNames(
  owner: Omit<NameOwner, 'blueprint'>,
  blueprint: Blueprint,
  values: BoundaryValues,
  generation: number,
): readonly string[] {
  const name = boundaryName(owner, blueprint, values, generation);
  const parameters = boundaryParameters(blueprint);
  const isOld = parameters.every(
    ({ parameter }) => parameter.boundary !== undefined && ['region', 'flag', 'choice'].includes(parameter.kind),
  );
  if (parameters.length === 0 || !isOld) return [name];
  const texts = parameters.map((each) => values[each.name] ?? notGiven);
  const prefix = boundaryPrefix({ ...owner, blueprint: blueprint.name });
  return [name, `${prefix}${[boundaryVersion(blueprint), ...texts, String(generation)].join('-')}`];
}

function asTexts(value: ParameterValue | undefined): string | readonly string[] {
  if (!Array.isArray(value)) return asText(value);
  return value.flatMap((each: unknown) => (typeof each === 'string' ? [each] : [])).toSorted();
}

function asText(value: ParameterValue | undefined): string {
  return value === null || value === undefined || typeof value === 'object' ? notGiven : String(value);
}
