import * as z from 'zod';
import type { Answer, TestStack, Items } from './testStack.ts';
import { assertDeclared } from '../support/declared.ts';
import { recordsIn } from './records.ts';

/** What the cells of one blueprint ask for. */
const asked: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  cycle: { userNames: ['ann', 'ben', 'cyd'] },
};

const offer = z.object({ launchUrl: z.string() });
const named = z.object({
  id: z.string().optional(),
  onboarding: z.string().optional(),
  status: z.unknown().optional(),
});

/** One cell's tenant, with an account of its own that holds other things besides. */
export async function openFixture(testStack: TestStack, blueprint: string, number: number) {
  const accountId = String(300_000_000_000 + number);
  const tenantId = `tenant-${String(number)}`;
  const parameters = asked[blueprint] ?? {};
  const webhook = { url: testStack.hookUrl(tenantId) };
  const request = { tenantId, accountId, blueprint, parameters, webhook };
  const answers: Answer[] = [];
  let id: string | undefined;

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const answer = await testStack.request(method, path, body, headers);
    answers.push(answer);
    if (answer.status !== 0) assertDeclared(method, path, answer);
    const read = answer.status === 0 ? undefined : named.safeParse(JSON.parse(answer.text)).data;
    id ??= read?.id ?? read?.onboarding;
    return answer;
  };
  const one = async () => {
    // Its caller was cut off: he would find it in the list.
    id ??= recordsIn(await testStack.items()).find((record) => record.tenantId === tenantId)?.id;
    return `/v1/onboardings/${id ?? 'unknown'}`;
  };

  await testStack.aws.ask('furnish', accountId);
  let offered: Answer;
  do offered = await ask('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint, parameters });
  while (offered.status !== 200);
  await testStack.sandbox('POST', 'launch', { launchUrl: offer.parse(JSON.parse(offered.text)).launchUrl, accountId });

  return {
    testStack,
    tenantId,
    accountId,
    blueprint,
    /** All that its caller was answered. */
    answers,
    create: (headers: Readonly<Record<string, string>> = {}) =>
      ask('POST', '/v1/onboardings', request, { 'idempotency-key': `create-${tenantId}`, ...headers }),
    createLater: () => ask('POST', '/v1/onboardings', request, { prefer: 'respond-async' }),
    provision: () => one().then((path) => ask('POST', `${path}/provision`)),
    claim: () => one().then((path) => ask('POST', `${path}/credentials`)),
    offboard: () => one().then((path) => ask('DELETE', path)),
    /** Leaves the table as it was before this tenant came. */
    forget: (items: Items) =>
      testStack.forget(
        items.filter((item) => [`${tenantId}"`, `#${tenantId}#`].some((each) => JSON.stringify(item).includes(each))),
      ),
    /** The account as it is kept, JSON. */
    account: async () => z.string().parse(await testStack.aws.ask('account', accountId)),
  };
}

export type Fixture = Awaited<ReturnType<typeof openFixture>>;
