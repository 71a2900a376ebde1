import { ownPath, nameOwner } from '../lib/core/names.ts';
import { config } from '../lib/gateways/config/config.ts';
import type { BenchCase } from './cases.ts';
import { peerOrders } from './peers.ts';
import { boundaryArnOf } from './plans.ts';
import type { Stack } from './stack.ts';

/**
 * What is compared: three kinds of onboarding of Latchkey, and the orders of calls with which other products create a
 * user.
 */
type Compared = 'first' | 'again' | 'withoutCheck' | 'vault' | 'infisical';

/** The times of all rounds in milliseconds. */
export type Times = Readonly<Record<Compared, readonly number[]>>;

/**
 * What Latchkey onboards: one user with a policy of its own, and a boundary that depends on a parameter. It is the blueprint
 * of one user whose first onboarding in an account makes the most calls.
 */
const blueprint = 'tutum';
const parametersOf = (name: string) => ({ userName: name, policyName: name });

/**
 * The case whose bootstrap role the other products' orders of calls use: one user with an AWS managed policy. The
 * products themselves call PutUserPolicy, which takes as long as AttachUserPolicy, but which the role does not allow.
 */
const peerCase: BenchCase = { label: 'cycle', blueprint: 'cycle', parameters: { userNames: ['peer'] } };
const policyArn = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';

/**
 * Runs the onboardings and the other products' orders of calls one after another, in a new account for each round, so
 * that whatever else this machine does slows down all of them alike.
 */
export async function compareWithPeers(stack: Stack, rounds: number): Promise<Times> {
  const times: Record<Compared, number[]> = { first: [], again: [], withoutCheck: [], vault: [], infisical: [] };
  const peers = peerOrders(stack.awsUrl);
  for (let round = 0; round < rounds; round += 1) {
    const tenant = await stack.newTenant(blueprint, {});
    const onboard = async (name: string) => (await stack.onboard(tenant, blueprint, parametersOf(name))).ms;
    const { access, ...peer } = await stack.newTenant(peerCase.blueprint, peerCase.parameters);
    const path = ownPath(nameOwner(config, peer.tenantId, peerCase.blueprint), 'ob_00000000000000000000000000');
    const boundaryArn = boundaryArnOf(peerCase, peer);
    const user = (userName: string) => ({ access, userName, path, boundaryArn, policyArn });
    times.first.push(await onboard('first'));
    times.vault.push(await timeOf(peers.vault(user('vault'))));
    times.again.push(await onboard('again'));
    times.infisical.push(await timeOf(peers.infisical(user('infisical'))));
    stack.check(false);
    times.withoutCheck.push(await onboard('without-check'));
    stack.check(true);
  }
  peers.close();
  return times;
}

/** Returns how long work takes, in milliseconds. It must have just begun. */
async function timeOf(work: Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work;
  return performance.now() - before;
}
