import * as z from 'zod';
import type { CellStack } from './cellStack.ts';
import type { Answer, Items } from './testStack.ts';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { assertDeclared } from '../support/declared.ts';
import { newRecipient } from '../support/recipientKeys.ts';
import { recordsIn, type StoredOnboarding } from './records.ts';
import { earlierDigest, earlierTag } from './earlier.ts';

const offer = z.object({ launchUrl: z.string() });
const named = z.object({
  id: z.string().optional(),
  onboarding: z.string().optional(),
  status: z.unknown().optional(),
});

/** Returns a version of a blueprint whose users have tags, and whose policies have other documents. */
function earlierVersion(blueprint: Blueprint): Blueprint {
  const Statement = [{ Effect: 'Allow' as const, Action: 'ec2:DescribeInstances', Resource: '*' }];
  return {
    ...blueprint,
    users: blueprint.users.map((user) => ({ ...user, tags: { [earlierTag.Key]: earlierTag.Value } })),
    policies: blueprint.policies.map((policy) => ({
      ...policy,
      documents: policy.documents.map((document) => ({ ...document, Statement })),
    })),
  };
}

/** 90 days. */
const longestGraceSeconds = 7_776_000;

/** Opens the tenant of one cell, with its own account, which has foreign resources too, and a launched stack. */
export async function openFixture(testStack: CellStack, blueprint: string, number: number) {
  const known = catalog.find(({ name }) => name === blueprint);
  if (known === undefined) throw new Error(`there is no blueprint ${blueprint}`);
  const accountId = String(300_000_000_000 + number);
  const tenantId = `tenant-${String(number)}`;
  const parameters = requiredParameters(known, 3);
  const webhook = { url: testStack.hookUrl(tenantId) };
  const request = { tenantId, accountId, blueprint, parameters, webhook };
  const answers: Answer[] = [];
  let id: string | undefined;
  const recipient = newRecipient();

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const answer = await testStack.request(method, path, body, headers);
    answers.push(answer);
    if (answer.status !== 0) await assertDeclared(method, path, answer);
    const read = answer.status === 0 ? undefined : named.safeParse(JSON.parse(answer.text)).data;
    id ??= read?.id ?? read?.onboarding;
    return answer;
  };
  const one = async () => {
    // If the answer was lost, the caller finds the onboarding in the list.
    id ??= recordsIn(await testStack.items()).find((record) => record.tenantId === tenantId)?.id;
    return `/v1/onboardings/${id ?? 'unknown'}`;
  };

  const record = async (): Promise<StoredOnboarding | undefined> =>
    recordsIn(await testStack.items()).find((each) => each.tenantId === tenantId);
  /** The first user of the blueprint that takes a list of them. */
  const [firstUser] = Object.values(parameters).flatMap((each) => (typeof each === 'object' ? [...each] : []));
  const keyIn = async (state: string): Promise<string> => {
    const keys = ((await record())?.keys ?? []).filter((key) => firstUser === undefined || key.userName === firstUser);
    return keys.find((key) => key.state === state)?.id ?? 'AKIAUNKNOWN';
  };

  await testStack.aws.ask('createForeignResources', accountId);
  let offered: Answer;
  do offered = await ask('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters });
  while (offered.status !== 200);
  await testStack.sandbox('POST', 'launch', { launchUrl: offer.parse(JSON.parse(offered.text)).launchUrl, accountId });

  return {
    testStack,
    tenantId,
    accountId,
    blueprint,
    /** All answers that the caller got. */
    answers,
    create: (headers: Readonly<Record<string, string>> = {}) =>
      ask('POST', '/v1/onboardings', request, { 'idempotency-key': `create-${tenantId}`, ...headers }),
    createLater: () => ask('POST', '/v1/onboardings', request, { prefer: 'respond-async' }),
    provision: () => one().then((path) => ask('POST', `${path}/provision`)),
    claim: () => one().then((path) => ask('POST', `${path}/credentials`)),
    /** Replaces the key in force of the first user. The rotation ends an older key, if there is one. */
    rotate: async (more: object = {}) => {
      const inForce = (await record())?.keys?.find(({ state }) => state === 'handed_over');
      // The grace time ends after the cell, so that the two keys that work are compared.
      const always = { userName: inForce?.userName, graceSeconds: longestGraceSeconds };
      const body = { replaces: inForce?.id ?? 'AKIAIOSFODNN7EXAMPLE', ...always, ...more };
      return ask('POST', `${await one()}/credentials/rotate`, body);
    },
    /** Claims the keys for the recipient key of the caller, which stays the same. */
    claimSealed: () => one().then((path) => ask('POST', `${path}/credentials`, { recipientKey: recipient.jwk })),
    recipient,
    /** Uses the key in force, as the tenant's programs do. */
    useNewKey: async () => testStack.aws.ask('useKey', await keyIn('handed_over')),
    /** Retires the key that a rotation has replaced, although it may be in use. */
    retire: async () => ask('POST', `${await one()}/credentials/${await keyIn('retiring')}/retire`, { force: true }),
    /** Retires the key that a rotation has replaced, if it is quiet. */
    retireIfQuiet: async () =>
      ask('POST', `${await one()}/credentials/${await keyIn('retiring')}/retire`, { confirmed: true }),
    reactivate: async (graceSeconds: number) =>
      ask('POST', `${await one()}/credentials/${await keyIn('inactive')}/reactivate`, { graceSeconds }),
    /** Makes the onboarding one of an earlier version of its blueprint, whose users have a tag and another boundary. */
    outdate: async () => {
      const items = await testStack.items();
      const found = items.find((item) => item['sk'] === 'record' && item['tenantId'] === tenantId);
      const document = JSON.stringify(earlierVersion(known));
      await testStack.replaceItem({ pk: `blueprint#${blueprint}#${earlierDigest}`, sk: 'version', document });
      await testStack.aws.ask('tagUsers', { accountId, userNames: found?.['userNames'] });
      const boundaryArn = `${String(found?.['boundaryArn'])}-before`;
      await testStack.replaceItem({ ...found, boundaryArn, blueprintDigest: earlierDigest });
    },
    update: () => one().then((path) => ask('POST', `${path}/update`)),
    /** The stored record. Undefined if there is none. */
    record,
    /** Compares the account with the plan, and tries the trust policy of the role. */
    look: () => one().then((path) => ask('GET', `${path}/health?trust=probe`)),
    /** When the next daily look is due (epoch ms). */
    nextLookAt: async (): Promise<number> => {
      const { health } = (await record())?.dueTimes ?? {};
      if (health === undefined) throw new Error('no daily look is due');
      return health;
    },
    /** Removes a tag of Latchkey from the first user, as an administrator of the account can do. */
    removeTag: async () => testStack.aws.ask('removeTag', { accountId, userName: (await record())?.userNames[0] }),
    offboard: () => one().then((path) => ask('DELETE', path)),
    /** Removes the tenant's items from the table. */
    forget: (items: Items) =>
      testStack.forget(
        items.filter((item) => {
          const text = JSON.stringify(item);
          return [`${tenantId}"`, `#${tenantId}#`, accountId].some((each) => text.includes(each));
        }),
      ),
    /** The account as JSON, secrets included. */
    account: async () => z.string().parse(await testStack.aws.ask('account', accountId)),
  };
}

export type Fixture = Awaited<ReturnType<typeof openFixture>>;
