import type { Blueprint } from '../../../catalog/blueprint.ts';
import { catalog } from '../../../catalog/index.ts';
import { checkBlueprint } from '../../../authoring/check/checkBlueprint.ts';
import type { CheckDeps } from '../../../authoring/check/deps.ts';
import { loadCheckDeps } from '../../../authoring/check/loadCheckDeps.ts';
import { everything } from '../../support/everything.ts';
import { honest } from '../../support/honest.ts';
import { lyingBlueprints } from '../../support/lyingBlueprints.ts';

let deps: CheckDeps;
beforeAll(async () => {
  const { actions, ...rest } = await loadCheckDeps([...catalog, honest, everything]);
  deps = { ...rest, actions };
});

const problemsOf = (blueprint: Blueprint) =>
  checkBlueprint(blueprint, deps).map(({ path, problem, remedy, severity }) =>
    [severity === 'warning' ? 'warning: ' : '', path.join('.'), ': ', problem, '. ', remedy].join(''),
  );
test('the honest blueprint has no problem', () => {
  expect(problemsOf(honest)).toEqual([]);
});

test.each(catalog)('the blueprint $name of the catalogue has no error', (blueprint) => {
  expect(checkBlueprint(blueprint, deps).filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('refused is', () => {
  test.each(lyingBlueprints)('%s', (_, blueprint, problems) => {
    expect(problemsOf(blueprint)).toEqual(problems);
  });
});
