import * as z from 'zod';
import { readAccount } from './account.ts';
import { recover } from './recover.ts';
import { recordsIn } from './records.ts';
import type { Site } from './site.ts';

const issuedKey = z.object({ userName: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() });
const answer = z.object({ credentials: z.array(issuedKey).nullish(), status: z.unknown() });
/** Longer than a lease and its margin. */
const overMs = 70_000;
/** From needs_attention over failed to ready, and one more. */
const mostTries = 4;

/** Whether its caller still gets to keys that work, from wherever it rests. @returns what is in the way */
export async function worksAgain(site: Site): Promise<readonly string[]> {
  const { house } = site;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const [record] = recordsIn(await house.items()).filter(({ tenantId }) => tenantId === site.tenantId);
    switch (record?.status) {
      case undefined:
        // Nothing was put on record: the same request once more is the first.
        await house.pass(overMs);
        await site.create();
        break;
      case 'ready':
        await site.claim();
        break;
      case 'claimed':
        return keysWork(site);

      default:
        await site.provision();
    }
    await recover(house);
  }
  const last = site.answers.at(-1);
  return [`no way to its keys: ${String(last?.status)} ${last?.text ?? ''}`];
}

/** Whether its end is reached by asking for it again. @returns what is in the way */
export async function endsAgain(site: Site): Promise<readonly string[]> {
  let last = await site.offboard();
  for (let tries = 1; tries < mostTries && !last.text.includes('"status":"offboarded"'); tries += 1) {
    await recover(site.house);
    last = await site.offboard();
  }
  return last.text.includes('"status":"offboarded"') ? [] : [`no way to its end: ${String(last.status)} ${last.text}`];
}

/** Where the keys came through to the caller, they are those in the account. */
async function keysWork(site: Site): Promise<readonly string[]> {
  const { users } = readAccount(await site.account());
  const given = site.answers.flatMap(({ status, text }) =>
    status === 0 ? [] : (answer.safeParse(JSON.parse(text)).data?.credentials ?? []),
  );
  return given
    .filter(({ userName, accessKeyId, secretAccessKey }) => {
      const key = users.find(({ name }) => name === userName)?.accessKeys.find(({ id }) => id === accessKeyId);
      return key?.secret !== secretAccessKey || key.status !== 'Active';
    })
    .map(({ accessKeyId }) => `the key ${accessKeyId} that was handed out does not work`);
}
