import { keyOf, type Answer, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let stack: VirtualStack;
beforeAll(async () => {
  stack = await startVirtualStack();
});
afterAll(() => {
  stack.close();
});

/** An onboarding whose key was handed over. */
async function onboarded(parameters: object = {}, blueprint = 'tutum') {
  const tenant = stack.nextTenant();
  await stack.launch(tenant, parameters, blueprint);
  const created = await stack.create(tenant, { blueprint, parameters });
  return { tenant, id: created.body.id, created, key: keyOf(created) };
}

const works = (answer: Answer) =>
  stack
    .stsWith(keyOf(answer))
    .getCallerIdentity({})
    .then(
      () => true,
      () => false,
    );
const listed = async (tenant: Tenant, UserName = 'tutum') => {
  const { AccessKeyMetadata = [] } = await stack.root(tenant).listAccessKeys({ UserName });
  return AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId).toSorted();
};

test('a rotation returns a new key once, and the old one works on until its grace time ends', async () => {
  const { tenant, id, created, key } = await onboarded();
  const { status, body, headers, text } = await stack.rotate(id, { replaces: key.accessKeyId });
  expect([status, body.status, headers.get('cache-control')]).toEqual([200, 'claimed', 'no-store']);
  const [next] = body.credentials ?? [];
  expect(body.credentials).toEqual([
    { ...key, accessKeyId: next?.accessKeyId, secretAccessKey: next?.secretAccessKey, verification: 'verified' },
  ]);
  const answer = { status, body, headers, text };
  expect([await works(created), await works(answer)]).toEqual([true, true]);
  const now = stack.now();
  expect(body.accessKeys).toEqual([
    {
      userName: 'tutum',
      accessKeyId: key.accessKeyId,
      state: 'retiring',
      handedOverAt: expect.any(String),
      endsAt: expect.any(String),
    },
    { userName: 'tutum', accessKeyId: next?.accessKeyId, state: 'handed_over', handedOverAt: expect.any(String) },
  ]);
  expect(Date.parse(body.accessKeys[0]?.endsAt ?? '') - now).toBeGreaterThan(23.9 * 3_600_000);
  expect(await listed(tenant)).toEqual([key.accessKeyId, next?.accessKeyId].toSorted());
  expect((await stack.get(id)).text).not.toContain(next?.secretAccessKey);
});
