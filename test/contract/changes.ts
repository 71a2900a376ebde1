import { catalog } from '../../catalog/index.ts';

/** Returns the parameters of a blueprint that an update may change: those that name no users, groups or policies. */
export function changeableOf(blueprint: string): readonly string[] {
  const { parameters = {} } = catalog.find(({ name }) => name === blueprint) ?? {};
  return Object.entries(parameters).flatMap(([name, { kind }]) =>
    kind === 'name' || kind === 'userNames' ? [] : [name],
  );
}
