import * as z from 'zod';
import { readAccount } from './account.ts';
import { recover } from './recover.ts';
import type { Phase } from './phase.ts';
import { recordsIn, type StoredOnboarding } from './records.ts';
import { earlierDigest } from './earlier.ts';
import { storedLookOf } from './lookInvariants.ts';
import type { Fixture } from './fixture.ts';

const issuedKey = z.object({ userName: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() });
const sealedAnswer = z.object({ sealedCredentials: z.object({ jwe: z.string() }) });
const sealedContent = z.object({ credentials: z.array(issuedKey) });
const answer = z.object({ credentials: z.array(issuedKey).nullish(), status: z.unknown() });
/** In ms; longer than a lease and its margin. */
const overMs = 70_000;
/** The longest way is needs_attention, failed, ready, claimed; one more try is allowed. */
const mostTries = 4;
/** A claim in a late AWS is answered 202 until the new session works. */
const mostTriesIfLate = 12;

/**
 * Retries from any status until the onboarding is claimed, and after a rotation until the caller has the key of the first
 * user that is in force, because the answer of a rotation may have been lost.
 *
 * @returns the reasons why its caller has no working keys
 */
export async function retryUntilClaimed(
  fixture: Fixture,
  { isSealed, isRotation, isUpdate }: Pick<Phase, 'isSealed' | 'isRotation' | 'isUpdate'> = {},
): Promise<readonly string[]> {
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
        await (isSealed === true ? fixture.claimSealed() : fixture.claim());
        break;
      case 'claimed': {
        if (isUpdate === true && record.blueprintDigest === earlierDigest) {
          await fixture.update();
          break;
        }
        if (isSealed === true) return sealedKeysWork(fixture, record);
        const lost = lostKey(fixture, record);
        if (isRotation !== true || lost === undefined) return keysWork(fixture, record);
        await fixture.rotate({ replaces: lost, undelivered: true });
        break;
      }

      default:
        await fixture.provision();
    }
    await recover(testStack);
  }
  const last = fixture.answers.at(-1);
  return [`no way to its keys: ${String(last?.status)} ${last?.text ?? ''}`];
}

/**
 * Looks at the account when the next daily look is due, after a look for the caller. @returns why the daily look has not
 * found what an administrator has changed
 */
export async function lookAgain(fixture: Fixture): Promise<readonly string[]> {
  const { testStack } = fixture;
  await fixture.look();
  await testStack.pass(Math.max(0, (await fixture.nextLookAt()) - testStack.now()) + 1);
  await recover(testStack);
  const look = storedLookOf(await testStack.items(), await fixture.record());
  return look?.result === 'drifted' ? [] : [`the daily look has found: ${JSON.stringify(look)}`];
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

/** Returns the keys that the caller received. */
const givenTo = ({ answers }: Fixture) =>
  answers.flatMap(({ status, text }) =>
    status === 0 ? [] : (answer.safeParse(JSON.parse(text)).data?.credentials ?? []),
  );

/** Returns the ID of the first key in force, if the caller has not received it. */
function lostKey(fixture: Fixture, { keys = [] }: StoredOnboarding): string | undefined {
  const inForce = keys.find(({ state }) => state === 'handed_over')?.id;
  return givenTo(fixture).some(({ accessKeyId }) => accessKeyId === inForce) ? undefined : inForce;
}

/** Checks that the caller gets the keys of the record when it claims again, whatever became of the first answer. */
async function sealedKeysWork(fixture: Fixture, record: StoredOnboarding): Promise<readonly string[]> {
  const { status, text } = await fixture.claimSealed();
  const { data } = sealedAnswer.safeParse(JSON.parse(text));
  if (data === undefined) return [`the sealed keys are lost: ${String(status)} ${text}`];
  const { credentials } = sealedContent.parse(JSON.parse(fixture.recipient.open(data.sealedCredentials.jwe).text));
  const named = (record.keys ?? []).map(({ id }) => id);
  const given = credentials.map(({ accessKeyId }) => accessKeyId);
  const isSame = JSON.stringify(given.toSorted()) === JSON.stringify(named.toSorted());
  const others = isSame ? [] : [`the sealed keys are ${given.join(', ')}, and those on record ${named.join(', ')}`];
  return [...others, ...(await notWorking(fixture, credentials))];
}

/** Checks that the keys that the caller received, and that no rotation has ended, are active in the account. */
async function keysWork(fixture: Fixture, { keys = [] }: StoredOnboarding): Promise<readonly string[]> {
  const works = keys.filter(({ state }) => state !== 'inactive').map(({ id }) => id);
  const given = givenTo(fixture).filter(({ accessKeyId }) => works.includes(accessKeyId));
  return notWorking(fixture, given);
}

async function notWorking(fixture: Fixture, given: readonly z.infer<typeof issuedKey>[]): Promise<readonly string[]> {
  const { users } = readAccount(await fixture.account());
  return given
    .filter(({ userName, accessKeyId, secretAccessKey }) => {
      const key = users.find(({ name }) => name === userName)?.accessKeys.find(({ id }) => id === accessKeyId);
      return key?.secret !== secretAccessKey || key.status !== 'Active';
    })
    .map(({ accessKeyId }) => `the key ${accessKeyId} that was handed over does not work`);
}
