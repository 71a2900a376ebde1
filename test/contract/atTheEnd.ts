import { ours } from '../faults/account.ts';
import { violations } from '../model/invariants.ts';
import { settle } from '../model/settle.ts';
import type { Tenant } from '../model/tenant.ts';
import type { World } from '../model/world.ts';
import type { Outcome } from './outcome.ts';

/** More than the onboardings of a batch ever need. */
const mostRounds = 2000;
/** After this time, a late AWS shows the trust policy to everybody. */
const lagMs = 10 * 60_000;

/**
 * Runs the workers until nothing is due, and returns what violates an invariant. Then offboards everything, and returns
 * what is left.
 */
export async function atTheEnd(world: World, tenant: Tenant, outcomes: readonly Outcome[]): Promise<readonly string[]> {
  const answers = outcomes.flatMap(({ answer }) => answer ?? []);
  const left = knownToBeLeft(world, outcomes);
  const whenIdle = async () => {
    await settle(world, mostRounds);
    await world.time.until(world.ended());
    await settle(world, mostRounds);
    const inJson = answers.filter(({ text }) => text.startsWith('{'));
    return violations(world, tenant, inJson, ({ id }) => left.has(id));
  };

  await tenant.trustAgain();
  await world.time.until(world.time.sleep(lagMs));
  const before = await whenIdle();
  for (const { id } of world.records()) await world.time.until(world.send('DELETE', `/v1/onboardings/${id}`).answer);
  const after = await whenIdle();
  const { users, groups, policies } = ours(tenant.account());
  return [
    ...before,
    ...shownTwice(world, outcomes),
    ...after.map((each) => `after offboarding: ${each}`),
    ...world
      .records()
      .filter(({ status }) => status !== 'offboarded')
      .map(({ id, status }) => `after offboarding: ${id} is ${status}`),
    ...[...users, ...groups, ...policies]
      .filter(({ path }) => ![...left].some((id) => path.endsWith(`/${id}/`)))
      .map(({ path, name }) => `after offboarding: ${path}${name} is there`),
  ];
}

/** The onboardings whose resources may stay in the account, because a request has accepted it. */
function knownToBeLeft(world: World, outcomes: readonly Outcome[]): ReadonlySet<string> {
  const accepted = outcomes
    .filter(({ answer, request }) => (answer?.status ?? 500) < 300 && request.search.includes('leftovers=accept'))
    .map(({ request }) => request.path);
  const isAccepted = ({ id, tenantId }: { readonly id: string; readonly tenantId: string }) =>
    accepted.some((path) => path['id'] === id || path['tenantId'] === tenantId);
  return new Set([...world.watched.records.values()].filter(isAccepted).map(({ id }) => id));
}

/** Files of keys are answers too. All answers to the holder of a link that shares it have the same token. */
function shownTwice(world: World, outcomes: readonly Outcome[]): readonly string[] {
  const isOfShared = ({ request }: Outcome) => request.operation?.name === 'shareLink';
  const others = outcomes.filter((each) => !isOfShared(each));
  const has = (secret: string) => (outcome: Outcome) => outcome.answer?.text.includes(secret) === true;
  return world.issued
    .filter((secret) => {
      const isShared = outcomes.filter(isOfShared).some(has(secret));
      return others.filter(has(secret)).length + (isShared ? 1 : 0) > 1;
    })
    .map((secret) => `I6: a secret of ${String(secret.length)} characters is in two answers`);
}
