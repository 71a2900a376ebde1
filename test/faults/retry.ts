import * as z from 'zod';
import { readAccount } from './account.ts';
import { recover } from './recover.ts';
import { recordsIn, type StoredOnboarding } from './records.ts';
import type { Fixture } from './fixture.ts';

const issuedKey = z.object({ userName: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() });
const answer = z.object({ credentials: z.array(issuedKey).nullish(), status: z.unknown() });
/** In ms; longer than a lease and its margin. */
const overMs = 70_000;
/** The longest way is needs_attention, failed, ready, claimed; one more try is allowed. */
const mostTries = 4;
/** A claim in a late AWS is answered 202 until the new session works. */
const mostTriesIfLate = 12;

/** Retries from any status until the onboarding is claimed. @returns the reasons why its caller has no working keys */
export async function retryUntilClaimed(fixture: Fixture): Promise<readonly string[]> {
  const { testStack } = fixture;
  const most = testStack.isLate ? mostTriesIfLate : mostTries;
  for (let tries = 0; tries < most; tries += 1) {
    const [record] = recordsIn(await testStack.items()).filter(({ tenantId }) => tenantId === fixture.tenantId);
    switch (record?.status) {
      case undefined:
        // There is no record, so that the same create is sent again.
        await testStack.pass(overMs);
        await fixture.create();
        break;
      case 'ready':
        await fixture.claim();
        break;
      case 'claimed':
        return keysWork(fixture, inForce(record));

      default:
        await fixture.provision();
    }
    await recover(testStack);
  }
  const last = fixture.answers.at(-1);
  return [`no way to its keys: ${String(last?.status)} ${last?.text ?? ''}`];
}

/** Repeats the offboarding until it is done. @returns the reason why it is not */
export async function retryOffboarding(fixture: Fixture): Promise<readonly string[]> {
  let last = await fixture.offboard();
  for (let tries = 1; tries < mostTries && !last.text.includes('"status":"offboarded"'); tries += 1) {
    await recover(fixture.testStack);
    last = await fixture.offboard();
  }
  return last.text.includes('"status":"offboarded"') ? [] : [`no way to its end: ${String(last.status)} ${last.text}`];
}

/** Returns the IDs of the keys that no rotation has replaced. */
const inForce = ({ keys = [] }: StoredOnboarding) =>
  keys.filter(({ state }) => state === 'handed_over').map(({ id }) => id);

/** Checks that the keys in force that the caller received are active in the account, and that each user has one. */
async function keysWork(fixture: Fixture, ids: readonly string[]): Promise<readonly string[]> {
  const { users } = readAccount(await fixture.account());
  const given = fixture.answers
    .flatMap(({ status, text }) => (status === 0 ? [] : (answer.safeParse(JSON.parse(text)).data?.credentials ?? [])))
    .filter(({ accessKeyId }) => ids.includes(accessKeyId));
  const broken = given.filter(({ userName, accessKeyId, secretAccessKey }) => {
    const key = users.find(({ name }) => name === userName)?.accessKeys.find(({ id }) => id === accessKeyId);
    return key?.secret !== secretAccessKey || key.status !== 'Active';
  });
  return broken.map(({ accessKeyId }) => `the key ${accessKeyId} that was handed over does not work`);
}
