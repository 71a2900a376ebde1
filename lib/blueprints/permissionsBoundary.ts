import { createHash } from 'node:crypto';
import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import { boundaryPrefix, type NameOwner } from '../core/names.ts';
import { renderDocument, type ParameterValues } from './policyDocument.ts';

/** The values of the parameters that the permissions boundary depends on, as text, as in the stack's parameters. */
export type BoundaryValues = Readonly<Record<string, string>>;

/** The value of a stack parameter that is not given, because CloudFormation parameters cannot be null. */
export const notGiven = 'any';

/** Returns the parameters that the boundary depends on. A boundary for the value `widest` covers every other value. */
export function boundaryParameters(blueprint: Blueprint) {
  return Object.entries(blueprint.parameters).flatMap(([name, parameter]) =>
    parameter.boundary === undefined ? [] : [{ name, parameter, widest: asText(parameter.boundary.widest) }],
  );
}

/** Returns the values that a boundary for a plan with these parameters has. */
export function boundaryValues(blueprint: Blueprint, values: ParameterValues): BoundaryValues {
  return Object.fromEntries(boundaryParameters(blueprint).map(({ name }) => [name, asText(values[name])]));
}

/** Returns the documents of which the stack makes the boundary. Empty if a policy of AWS is the boundary. */
export function boundaryDocuments({
  permissionsBoundary,
}: Pick<Blueprint, 'permissionsBoundary'>): readonly DocumentTemplate[] {
  return 'managed' in permissionsBoundary ? [] : permissionsBoundary;
}

/** Returns the document of a boundary with these values, as JSON. */
export function boundaryText(
  blueprint: Blueprint,
  values: BoundaryValues,
  place: { readonly accountId: string; readonly partition: string },
): string {
  const given = boundaryParameters(blueprint).map(({ name, parameter }): [string, string | boolean | null] => {
    const text = values[name] ?? notGiven;
    return [name, parameter.kind === 'flag' ? text === 'true' : text === notGiven ? null : text];
  });
  return renderDocument(boundaryDocuments(blueprint), { ...Object.fromEntries(given), ...place });
}

/** Whether a boundary for the values `boundary` allows everything that a plan for the values `plan` needs. */
export function covers(blueprint: Blueprint, boundary: BoundaryValues, plan: BoundaryValues): boolean {
  return boundaryParameters(blueprint).every(
    ({ name, widest }) => boundary[name] === plan[name] || boundary[name] === widest,
  );
}

/**
 * Returns eight hex digits of the SHA-256 of the blueprint's boundary. A changed boundary gets another name, by which
 * Latchkey detects that a tenant's stack is outdated.
 */
export function boundaryVersion(blueprint: Blueprint): string {
  return createHash('sha256').update(JSON.stringify(blueprint.permissionsBoundary)).digest('hex').slice(0, 8);
}

/**
 * Returns the name of a boundary: `{namespace}-boundary-{blueprint}-{token}-{version}-{values}-{generation}`. For a
 * template the caller passes `${Parameter}` references as tenant token, values and generation.
 *
 * @param generation counts the boundaries of one tenant, account and blueprint, from 1. If a stack is updated while a user
 * has its boundary, CloudFormation creates the new boundary and leaves the old one behind. An update back to the earlier
 * values would then fail, because the name is taken. With another generation it has another name.
 */
export function boundaryName(
  { namespace, tenantToken }: Omit<NameOwner, 'blueprint'>,
  blueprint: Blueprint,
  values: BoundaryValues,
  generation: number | string,
): string {
  const parts = boundaryParameters(blueprint).map(({ name }) => values[name] ?? notGiven);
  const prefix = boundaryPrefix({ namespace, blueprint: blueprint.name, tenantToken });
  return `${prefix}${[boundaryVersion(blueprint), ...parts, String(generation)].join('-')}`;
}

function asText(value: ParameterValues[string] | undefined): string {
  return value === null || value === undefined ? notGiven : String(value);
}
