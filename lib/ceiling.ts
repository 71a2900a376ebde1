import { createHash } from 'node:crypto';
import type { Blueprint } from '../catalog/blueprint.ts';
import type { Values } from './policy.ts';

/** The part of a plan's values that the permissions boundary depends on, as the stack's parameters have them. */
export type CeilingValues = Readonly<Record<string, string>>;

/** What stands for "not given" in a stack's parameters, which know no null. */
export const notGiven = 'any';

/** The blueprint's parameters that shape the boundary, with the value that covers all others. */
export function ceilingParameters(blueprint: Blueprint) {
  return Object.entries(blueprint.parameters).flatMap(([name, parameter]) =>
    parameter.ceiling === undefined ? [] : [{ name, parameter, widest: asText(parameter.ceiling.widest) }],
  );
}

export function ceilingValues(blueprint: Blueprint, values: Values): CeilingValues {
  return Object.fromEntries(ceilingParameters(blueprint).map(({ name }) => [name, asText(values[name])]));
}

/** Whether a boundary made for `boundary` leaves everything that a plan for `plan` needs: equal, or the widest. */
export function covers(blueprint: Blueprint, boundary: CeilingValues, plan: CeilingValues): boolean {
  return ceilingParameters(blueprint).every(
    ({ name, widest }) => boundary[name] === plan[name] || boundary[name] === widest,
  );
}

/** Eight hex digits of the ceiling's SHA-256: another ceiling is another boundary, and an old stack is noticed. */
export function ceilingVersion(blueprint: Blueprint): string {
  return createHash('sha256').update(JSON.stringify(blueprint.ceiling)).digest('hex').slice(0, 8);
}

/** `{namespace}-boundary-{blueprint}-{version}-{values}`; in a template the values are `${Parameter}`. */
export function boundaryName(namespace: string, blueprint: Blueprint, values: CeilingValues): string {
  const parts = ceilingParameters(blueprint).map(({ name }) => values[name] ?? notGiven);
  return [`${namespace}-boundary-${blueprint.name}-${ceilingVersion(blueprint)}`, ...parts].join('-');
}

function asText(value: Values[string] | undefined): string {
  return value === null || value === undefined ? notGiven : String(value);
}
