import { troubleKinds } from '../model/trouble.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { keysOfScenario, minute } from '../support/oldKeys.ts';
import { sampledRows } from '../support/sampledRows.ts';

beforeAll(warmUp);

type Wanted = { readonly replaces: string; readonly [name: string]: unknown };

/** The kinds of a rotation: what was before it, and what the caller asks for. */
const kinds: Readonly<Record<string, (scenario: Scenario) => Promise<Wanted>>> = {
  'a rotation': async (scenario) => ({ replaces: await keysOfScenario(scenario).claimedKey() }),
  'a rotation that ends the grace time of the one before': async (scenario) => {
    const newest = await rotatedOnce(scenario);
    await keysOfScenario(scenario).use(newest);
    return { replaces: newest, endGrace: true };
  },
  'a rotation whose answer was lost': async (scenario) => ({
    replaces: await rotatedOnce(scenario),
    undelivered: true,
  }),
  'a create whose answer was lost': async (scenario) => ({
    replaces: await keysOfScenario(scenario).claimedKey(),
    undelivered: true,
  }),
};

/** Rotates the key of a new onboarding once, and returns the ID of the new key. */
async function rotatedOnce(scenario: Scenario): Promise<string> {
  const replaces = await keysOfScenario(scenario).claimedKey();
  const { keys } = await scenario.waitFor(scenario.rotate(scenario.one().id, { replaces }));
  await scenario.settle();
  return keys[0]?.accessKeyId ?? '';
}

const calls = [
  'sts:AssumeRole',
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
  'iam:DeleteAccessKey',
  'iam:CreateAccessKey',
  'sts:GetCallerIdentity',
  'dynamodb:PutItem',
  'dynamodb:GetItem',
];
const cells = Object.keys(kinds).flatMap((what) =>
  calls.flatMap((at) => [...troubleKinds, 'dies before' as const].map((kind) => ({ what, at, kind }))),
);

const working = (scenario: Scenario) =>
  scenario
    .users()
    .flatMap(({ accessKeys }) => accessKeys.flatMap(({ id, status }) => (status === 'Active' ? [id] : [])));

test.each(sampledRows(cells, 40))(
  '$what: if $at $kind, production keeps a key that works, nobody’s key is left, and the key can be rotated afterwards',
  async ({ what, at, kind }) => {
    const scenario = await openScenario();
    const wanted = await kinds[what]?.(scenario);
    if (wanted === undefined) throw new Error(what);
    const { id } = scenario.one();
    const trouble = { at, kind, ms: 3 * minute };
    const { process, response } = scenario.rotate(id, wanted, { trouble });
    const first = await scenario.time.until(Promise.race([response, process.frozen.then(() => undefined)]));
    await scenario.settle();
    await scenario.time.until(scenario.world.ended());
    expect(await scenario.violations()).toEqual([]);

    const { status } = scenario.record(id);
    expect(status).toBe('claimed');
    const { keys } = keysOfScenario(scenario).claimed();
    const inForce = keys.filter(({ state }) => state === 'handed_over').map((key) => key.id);
    expect(inForce).toHaveLength(1);
    expect(working(scenario).toSorted()).toEqual(
      keys
        .filter(({ state }) => state !== 'inactive')
        .map((key) => key.id)
        .toSorted(),
    );
    // Whoever got a key has the one in force.
    for (const { accessKeyId } of first?.keys ?? []) expect(inForce).toEqual([accessKeyId]);

    const again = await scenario.waitFor(
      scenario.rotate(id, { replaces: inForce[0] ?? '', endGrace: true, confirmed: true }),
    );
    expect([again.http, again.problem, again.keys.length]).toEqual([200, undefined, 1]);
    await scenario.settle();
    expect(await scenario.violations()).toEqual([]);
    await scenario.waitFor(scenario.offboard(id));
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['offboarded', []]);
    scenario.close();
  },
);
