import type { Blueprint } from '../catalog/blueprint.ts';

/** One request that the bench measures. */
export interface BenchCase {
  readonly label: string;
  readonly blueprint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const tenUsers = Array.from({ length: 10 }, (_, index) => `cycle-${index + 1}`);

/** For blueprints whose default parameters do not lead to the most calls: the parameters that do. */
const casesWithParameters: Readonly<Record<string, readonly Omit<BenchCase, 'blueprint'>[]>> = {
  cycle: [
    { label: 'cycle, 1 user', parameters: { userNames: tenUsers.slice(0, 1) } },
    { label: 'cycle, 10 users', parameters: { userNames: tenUsers } },
  ],
  koding: [{ label: 'koding, Route 53', parameters: { route53: true } }],
};

/** Returns at least one case for every blueprint of a catalogue. */
export function benchCases(catalog: readonly Blueprint[]): readonly BenchCase[] {
  return catalog.flatMap(({ name }) =>
    (casesWithParameters[name] ?? [{ label: name, parameters: {} }]).map((each) => ({ ...each, blueprint: name })),
  );
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
