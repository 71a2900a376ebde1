import { createHash } from 'node:crypto';
import type { Blueprint } from '../../catalog/blueprint.ts';
import type { ParameterValues } from './policyDocument.ts';

/** The part of a plan's values that the permissions boundary depends on, as the stack's parameters have them. */
export type BoundaryValues = Readonly<Record<string, string>>;

/** What stands for "not given" in a stack's parameters, which know no null. */
export const notGiven = 'any';

/** The blueprint's parameters that shape the boundary, with the value that covers all others. */
export function boundaryParameters(blueprint: Blueprint) {
  return Object.entries(blueprint.parameters).flatMap(([name, parameter]) =>
    parameter.boundary === undefined ? [] : [{ name, parameter, widest: asText(parameter.boundary.widest) }],
  );
}

export function boundaryValues(blueprint: Blueprint, values: ParameterValues): BoundaryValues {
  return Object.fromEntries(boundaryParameters(blueprint).map(({ name }) => [name, asText(values[name])]));
}

/** Whether a boundary made for `boundary` leaves everything that a plan for `plan` needs: equal, or the widest. */
export function covers(blueprint: Blueprint, boundary: BoundaryValues, plan: BoundaryValues): boolean {
  return boundaryParameters(blueprint).every(
    ({ name, widest }) => boundary[name] === plan[name] || boundary[name] === widest,
  );
}

/** Eight hex digits of the ceiling's SHA-256: another ceiling is another boundary, and an old stack is noticed. */
export function boundaryVersion(blueprint: Blueprint): string {
  return createHash('sha256').update(JSON.stringify(blueprint.permissionsBoundary)).digest('hex').slice(0, 8);
}

/** `{namespace}-boundary-{blueprint}-{version}-{values}`; in a template the values are `${Parameter}`. */
export function boundaryName(namespace: string, blueprint: Blueprint, values: BoundaryValues): string {
  const parts = boundaryParameters(blueprint).map(({ name }) => values[name] ?? notGiven);
  return [`${namespace}-boundary-${blueprint.name}-${boundaryVersion(blueprint)}`, ...parts].join('-');
}

function asText(value: ParameterValues[string] | undefined): string {
  return value === null || value === undefined ? notGiven : String(value);
}
