import type { Blueprint } from '../../../catalog/blueprint.ts';
import { catalog } from '../../../catalog/index.ts';
import { checkBlueprint } from '../../../authoring/check/checkBlueprint.ts';
import type { CheckDeps } from '../../../authoring/check/deps.ts';
import { loadCheckDeps } from '../../../authoring/check/loadCheckDeps.ts';
import { everything } from '../../support/everything.ts';
import { honest, withStatements } from '../../support/honest.ts';
import { idleBlueprints } from '../../support/idleBlueprints.ts';
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

/** What a guide says and may have no effect stays in the blueprint, because the blueprint is the guide's policy. */
const known: Readonly<Record<string, readonly string[]>> = {
  humalect: [
    'warning: policies.0.documents.0.Statement.3.Action.9: "iam:ListInstanceProfiles" may have no effect here: AWS documents no resource for it but *. Write a statement of its own for it, with the resource *, or try it in an account.',
  ],
};

test.each(catalog)('the blueprint $name of the catalogue has no problem beside those of its guide', (blueprint) => {
  expect(problemsOf(blueprint)).toEqual(known[blueprint.name] ?? []);
});

describe('refused is', () => {
  test.each([...lyingBlueprints, ...idleBlueprints])('%s', (_, blueprint, problems) => {
    expect(problemsOf(blueprint)).toEqual(problems);
  });
});

test.each([
  [['acm:RequestCertificate', 'acm:DescribeCertificate'], ['arn:${partition}:acm:*:${accountId}:certificate/*'], []],
  [
    ['acm:RequestCertificate', 'acm:DescribeCertificate'],
    ['arn:${partition}:acm:*:${accountId}:certificate/a'],
    ['Action.0'],
  ],
  [['cloudformation:CreateChangeSet'], ['arn:${partition}:cloudformation:*:aws:transform/Serverless-2016-10-31'], []],
  [
    ['cloudformation:CreateChangeSet', 'cloudformation:CreateStack'],
    ['arn:${partition}:cloudformation:*:aws:transform/*', 'arn:${partition}:cloudformation:*:${accountId}:stack/a/*'],
    [],
  ],
])('%j on %j: the parts without effect are %j', async (Action, Resource, expected) => {
  const blueprint = withStatements([{ Effect: 'Allow', Action, Resource }]);
  const found = checkBlueprint(blueprint, await loadCheckDeps([blueprint]));
  const parts = found
    .filter(({ problem }) => /no effect|no action of/.test(problem))
    .map(({ path }) => path.slice(6).join('.'));
  expect(parts).toEqual(expected);
});
