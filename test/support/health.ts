import * as z from 'zod';
import { tenantFor } from './onboarded.ts';
import { keyOf } from './testStack.ts';
import type { VirtualStack } from './virtualStack.ts';

/** The answer of GET /v1/onboardings/{id}/health. */
export const healthSchema = z.object({
  live: z.boolean(),
  checkedAt: z.string().nullable(),
  result: z.string().nullable(),
  items: z.array(
    z.object({
      kind: z.string(),
      subject: z.string(),
      state: z.string(),
      reason: z.string().optional(),
      checkedAt: z.string().optional(),
      differences: z
        .array(
          z.object({
            what: z.string(),
            expected: z.string().optional(),
            found: z.string().optional(),
            repair: z.string(),
            why: z.string(),
            toDo: z.string(),
          }),
        )
        .optional(),
    }),
  ),
  keys: z.array(z.looseObject({ accessKeyId: z.string(), madeBy: z.string(), state: z.string() })),
  exposed: z.array(z.object({ userName: z.string(), policyArn: z.string(), since: z.string() })),
});

export type Health = z.infer<typeof healthSchema>;

/** Asks for the health of an onboarding. @param query with its question mark. Fails the test unless the answer is 200. */
export async function healthOf(testStack: VirtualStack, id: string, query = ''): Promise<Health> {
  const answer = await testStack.request('GET', `/v1/onboardings/${id}/health${query}`);
  expect([answer.status, answer.text]).toMatchObject([200, expect.anything()]);
  return healthSchema.parse(JSON.parse(answer.text));
}

/** Returns each difference as a text: what it is of, what it is, and what repairs it. */
export const driftOf = ({ items }: Health) =>
  items.flatMap(({ kind, differences = [] }) => differences.map(({ what, repair }) => `${kind} ${what}: ${repair}`));

/** Creates a claimed onboarding. Returns what an administrator of its account needs to change it. */
export async function claimedOn(testStack: VirtualStack, blueprint: string, parameters: object = {}) {
  const tenant = await tenantFor(testStack, blueprint);
  const created = await testStack.create(tenant, { blueprint, parameters, tags: [{ key: 'team', value: 'data' }] });
  const { userName, accessKeyId } = keyOf(created);
  const { id } = created.body;
  const policyArn = created.body.receipt?.resources.find(({ type }) => type === 'policy')?.arn ?? '';
  const { User } = await testStack.root(tenant).getUser({ UserName: userName });
  const boundaryArn = User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
  return {
    id,
    tenant,
    iam: testStack.root(tenant),
    UserName: userName,
    AccessKeyId: accessKeyId,
    policyArn,
    boundaryArn,
  };
}

export type ClaimedAccount = Awaited<ReturnType<typeof claimedOn>>;
