import type { Blueprint } from '../catalog/blueprint.ts';

/** One way to ask for a blueprint. */
export interface BenchCase {
  readonly label: string;
  readonly blueprint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const tenUsers = Array.from({ length: 10 }, (_, index) => `cycle-${index + 1}`);

/** What is asked for where the defaults would say less, by blueprint: the parameters that lead to the most calls. */
const asked: Readonly<Record<string, readonly Omit<BenchCase, 'blueprint'>[]>> = {
  cycle: [
    { label: 'cycle, 1 user', parameters: { userNames: tenUsers.slice(0, 1) } },
    { label: 'cycle, 10 users', parameters: { userNames: tenUsers } },
  ],
  koding: [{ label: 'koding, Route 53', parameters: { route53: true } }],
};

/** Every blueprint of a catalogue, at least once. */
export function benchCases(catalog: readonly Blueprint[]): readonly BenchCase[] {
  return catalog.flatMap(({ name }) =>
    (asked[name] ?? [{ label: name, parameters: {} }]).map((each) => ({ ...each, blueprint: name })),
  );
}

/** The same once more in the same account: under other names, since those of the first are taken. */
export function underOtherNames({ parameters }: Blueprint, given: BenchCase['parameters']): BenchCase['parameters'] {
  const renamed = Object.entries(parameters).flatMap(([name, parameter]): [string, unknown][] => {
    if (parameter.kind === 'name') return [[name, `${parameter.default}-again`]];
    const names: unknown = given[name];
    return Array.isArray(names) ? [[name, names.map((each) => `${String(each)}-again`)]] : [];
  });
  return { ...given, ...Object.fromEntries(renamed) };
}
