import { ownPath, nameOwner } from '../lib/core/names.ts';
import { config } from '../lib/gateways/config/config.ts';
import type { BenchCase } from './cases.ts';
import { peerOrders } from './peers.ts';
import { boundaryArnOf } from './plans.ts';
import type { Stack } from './stack.ts';

/** What is compared: three onboardings of Latchkey, and the orders of the other products. */
type Compared = 'first' | 'again' | 'withoutCheck' | 'vault' | 'infisical';

/** The times of all rounds in milliseconds. */
export type Times = Readonly<Record<Compared, readonly number[]>>;

/**
 * The compared blueprint: one user with a policy of AWS, which the other products create with the same calls. The
 * sandbox has no PutUserPolicy, with which they would give a user a policy of its own.
 */
const { blueprint, policyArn } = { blueprint: 'cycle', policyArn: 'arn:aws:iam::aws:policy/AmazonEC2FullAccess' };

const parametersOf = (userName: string): BenchCase['parameters'] => ({ userNames: [userName] });

/**
 * Runs the onboardings and the orders of the other products one after another, in a new account for each round, so that
 * whatever else this machine does slows down all of them alike.
 */
export async function compareWithPeers(stack: Stack, rounds: number): Promise<Times> {
  const times: Record<Compared, number[]> = { first: [], again: [], withoutCheck: [], vault: [], infisical: [] };
  const peers = peerOrders(stack.awsUrl);
  for (let round = 0; round < rounds; round += 1) {
    const { access, ...tenant } = await stack.newTenant(blueprint, parametersOf('first'));
    const path = ownPath(nameOwner(config, tenant.tenantId, blueprint), 'ob_00000000000000000000000000');
    const boundaryArn = boundaryArnOf({ label: '', blueprint, parameters: parametersOf('first') }, tenant);
    const onboard = async (userName: string) => (await stack.onboard(tenant, blueprint, parametersOf(userName))).ms;
    const timed = async (work: Promise<unknown>) => {
      const before = performance.now();
      await work;
      return performance.now() - before;
    };
    const user = (userName: string) => ({ access, userName, path, boundaryArn, policyArn });
    times.first.push(await onboard('first'));
    times.vault.push(await timed(peers.vault(user('vault'))));
    times.again.push(await onboard('again'));
    times.infisical.push(await timed(peers.infisical(user('infisical'))));
    stack.check(false);
    times.withoutCheck.push(await onboard('without-check'));
    stack.check(true);
  }
  peers.close();
  return times;
}
