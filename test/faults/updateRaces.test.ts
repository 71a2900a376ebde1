import { catalog } from '../../catalog/index.ts';
import { deploys } from '../model/deploys.ts';
import { statusAndProblem, type ParsedAnswer, type Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';
import { useScenario } from '../model/useScenario.ts';
import { keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';
import { sampledRows } from '../support/sampledRows.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
const reopen = useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

const oneRegion = { region: 'us-west-2' };
const idOf = () => scenario.one().id;
const policiesOf = () => scenario.users().map(({ attached }) => attached.map(({ arn }) => arn.split('/').at(-1)));

type Asked = { readonly response: Promise<ParsedAnswer> };

/** What is sent at the same time as an update of a claimed onboarding, and the answers that it may get. */
const others: readonly { does: string; ask: (key: string) => Asked; answers: RegExp }[] = [
  { does: 'the same update', ask: () => scenario.update(idOf(), oneRegion), answers: /^(20[02]|409 in-progress)/ },
  {
    does: 'an update to another region',
    ask: () => scenario.update(idOf(), { region: 'eu-west-1' }),
    answers: /^(200|409 in-progress)/,
  },
  { does: 'a DELETE', ask: () => scenario.offboard(idOf()), answers: /^(200|202|409 in-progress)/ },
  { does: 'a claim', ask: () => scenario.claim(idOf()), answers: /^(200|409)/ },
  {
    does: 'a rotation',
    ask: (replaces) => scenario.rotate(idOf(), { replaces }),
    answers: /^(200|409 in-progress)/,
  },
];

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const races = others.flatMap((other) => seeds.map((seed) => ({ ...other, seed })));

test.each(sampledRows(races, 12))(
  'an update and $does at once leave one plan whole, run $seed',
  async ({ ask, answers, seed }) => {
    await reopen({ seed });
    const key = await keys.claimedKey();
    await scenario.pass(seed * 7);
    const first = scenario.update(idOf(), oneRegion);
    // So the other request comes before, during or after the write with which the update begins.
    await scenario.pass(seed * 25);
    const [updated, other] = await scenario.waitForAll([first, ask(key)]);
    expect(updated && statusAndProblem(updated)).toMatch(/^(200|202|409 in-progress|409 wrong-state)/);
    expect(other && statusAndProblem(other)).toMatch(answers);
    expect(await scenario.violations()).toEqual([]);
  },
);

test('of ten different updates at once, the others are 409, and the policies are those of the one that succeeds', async () => {
  await keys.claimedKey();
  const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'sa-east-1'];
  const answers = await scenario.waitForAll(regions.map((region) => scenario.update(idOf(), { region })));
  expect(answers.map(statusAndProblem).toSorted()).toEqual([
    '200 undefined',
    ...regions.slice(1).map(() => '409 in-progress'),
  ]);
  const { region } = scenario.one().parameters;
  expect(answers[regions.findIndex((each) => each === region)]?.http).toBe(200);
  expect(await scenario.violations()).toEqual([]);
});

test('an update of a ready onboarding beside its claim hands over a key at most once, and ends', async () => {
  const id = await scenario.newReady();
  const [updated, claimed] = await scenario.waitForAll([scenario.update(id, oneRegion), scenario.claim(id)]);
  expect([updated?.http, claimed?.http].toSorted()).toEqual([200, 409]);
  await scenario.settle();
  expect(scenario.keyIds()).toHaveLength(claimed?.keys.length ?? 0);
  expect(await scenario.violations()).toEqual([]);
});

/** The update waits, because AWS refuses one of its calls for some minutes. */
const waiting = async (operation: string, parameters: object = oneRegion) => {
  scenario.world.refusals.addFor(operation, 'EntityTemporarilyUnmodifiable', 2 * minute);
  const asked = await scenario.waitFor(scenario.update(idOf(), parameters));
  expect([asked.http, scenario.one().status]).toEqual([202, 'updating']);
};

describe.each(['iam:AttachUserPolicy', 'iam:DetachUserPolicy', 'iam:DeletePolicy'])(
  'while an update waits for %s',
  (operation) => {
    test('the onboarding can be offboarded, and nothing of both plans is left', async () => {
      await keys.claimedKey();
      await waiting(operation);
      const ended = await scenario.waitFor(scenario.offboard(idOf()));
      await scenario.settle();
      expect([ended.problem, scenario.one().status, scenario.tenant.hasOurs()]).toEqual([
        undefined,
        'offboarded',
        false,
      ]);
      expect(await scenario.violations()).toEqual([]);
    });

    test('a deploy of another version, or of none, does not stop it', async () => {
      await keys.claimedKey();
      await waiting(operation);
      scenario.world.deploy(catalog.filter(({ name }) => name !== 'tutum'));
      await scenario.settle();
      expect([scenario.one().status, scenario.one().parameters['region']]).toEqual(['claimed', 'us-west-2']);
      expect(policiesOf()).toEqual([['tutum-policy-v2']]);
      expect(await scenario.violations()).toEqual([]);
    });

    test('its access cannot be retired, and the keys stay', async () => {
      const key = await keys.claimedKey();
      await waiting(operation);
      const { tenantId, accountId } = scenario.tenant;
      const retired = await scenario.time.until(
        scenario.world.send('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`).answer,
      );
      expect(retired.status).toBe(409);
      const rotated = await scenario.waitFor(scenario.rotate(idOf(), { replaces: key }));
      expect(statusAndProblem(rotated)).toBe('409 in-progress');
      await scenario.settle();
      expect([scenario.one().status, scenario.keyIds()]).toEqual(['claimed', [key]]);
      expect(await scenario.violations()).toEqual([]);
    });
  },
);

test('the end of the grace of an old key, which comes due during an update, comes after it', async () => {
  const replaces = await keys.claimedKey();
  await scenario.waitFor(scenario.rotate(idOf(), { replaces, graceSeconds: 60 }));
  scenario.world.refusals.addFor('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 5 * minute);
  await scenario.waitFor(scenario.update(idOf(), oneRegion));
  await scenario.pass(2 * minute);
  await scenario.time.until(scenario.world.sweep());
  await drain(scenario.world);
  expect(scenario.one().status).toBe('updating');
  await scenario.settle();
  expect([scenario.one().status, policiesOf()]).toEqual(['claimed', [['tutum-policy-v2']]]);
  expect(keys.claimed().keys.some(({ id, state }) => id === replaces && state === 'retiring')).toBe(true);
  expect(await scenario.violations()).toEqual([]);
});

test('an update to a version and back leaves the first policies, under a new name', async () => {
  const key = await keys.claimedKey();
  for (const version of [1, 0, 1, 0]) {
    scenario.world.deploy(deploys[version] ?? []);
    if (version === 1) await scenario.tenant.updateStack();
    expect(statusAndProblem(await scenario.waitFor(scenario.update(idOf())))).toBe('200 undefined');
    expect(await scenario.violations()).toEqual([]);
  }
  expect([policiesOf(), scenario.keyIds()]).toEqual([[['tutum-policy-v5']], [key]]);
});
