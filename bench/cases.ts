import type { Blueprint } from '../catalog/blueprint.ts';
import { requiredParameters } from '../local/requiredParameters.ts';

/** One request that the bench measures. */
export interface BenchCase {
  readonly label: string;
  readonly blueprint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Returns the cases of every blueprint of a catalogue: with all flags on, which leads to the most calls, once with the
 * fewest users and once with the most.
 */
export function benchCases(catalog: readonly Blueprint[]): readonly BenchCase[] {
  return catalog.flatMap((blueprint) => {
    const all = Object.entries(blueprint.parameters);
    const flags = all.flatMap(([name, { kind }]) => (kind === 'flag' ? [name] : []));
    const users = all.flatMap(([, each]) => (each.kind === 'userNames' ? [each.min, each.max] : []));
    return (users.length === 0 ? [undefined] : users).map((count) => ({
      label: [
        blueprint.name,
        ...(count === undefined ? [] : [count === 1 ? '1 user' : `${count} users`]),
        ...flags,
      ].join(', '),
      blueprint: blueprint.name,
      parameters: {
        ...requiredParameters(blueprint, count ?? 1),
        ...Object.fromEntries(flags.map((name) => [name, true])),
      },
    }));
  });
}

/**
 * Returns the parameters with other names, for a second onboarding in the account: the first one has taken its names.
 */
export function underOtherNames({ parameters }: Blueprint, given: BenchCase['parameters']): BenchCase['parameters'] {
  const renamed = Object.entries(parameters).flatMap(([name, parameter]): [string, unknown][] => {
    if (parameter.kind === 'name') return [[name, `${parameter.default}-again`]];
    const names: unknown = given[name];
    return Array.isArray(names) ? [[name, names.map((each) => `${String(each)}-again`)]] : [];
  });
  return { ...given, ...Object.fromEntries(renamed) };
}
