import { ask, asJson } from '../support/ask.ts';
import { keyOf, type Answer, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let stack: VirtualStack;
beforeAll(async () => {
  stack = await startVirtualStack();
});
afterAll(() => {
  stack.close();
});

/** An onboarding whose keys were handed over. */
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
const slugOf = ({ status, body }: Answer) => `${String(status)} ${(body.type ?? '').split(':').at(-1) ?? ''}`.trim();
const statesOf = ({ body }: Answer) => body.accessKeys.map(({ accessKeyId, state }) => [accessKeyId, state]);
/** Uses a key as a program does. IAM records a use only if the one before is 15 minutes old, here that of the check. */
const use = async (answer: Answer) => {
  await stack.pass(16 * 60_000);
  await stack
    .iamWith(keyOf(answer))
    .listUsers({})
    .catch(() => undefined);
};

test('a rotation returns a new key once, and the old one works on until its grace time ends', async () => {
  const { tenant, id, created, key } = await onboarded();
  const answer = await stack.rotate(id, { replaces: key.accessKeyId });
  const { status, body, headers } = answer;
  expect([status, body.status, headers.get('cache-control')]).toEqual([200, 'claimed', 'no-store']);
  const next = keyOf(answer);
  expect(body.credentials).toEqual([
    { ...key, accessKeyId: next.accessKeyId, secretAccessKey: next.secretAccessKey, verification: 'verified' },
  ]);
  expect([await works(created), await works(answer)]).toEqual([true, true]);
  expect(statesOf(answer)).toEqual([
    [key.accessKeyId, 'retiring'],
    [next.accessKeyId, 'handed_over'],
  ]);
  const graceMs = Date.parse(body.accessKeys[0]?.endsAt ?? '') - stack.now();
  expect([Math.round(graceMs / 3_600_000), body.accessKeys[1]?.endsAt]).toEqual([24, undefined]);
  expect(await listed(tenant)).toEqual([key.accessKeyId, next.accessKeyId].toSorted());
  expect((await stack.get(id)).text).not.toContain(next.secretAccessKey);
});

test('with graceSeconds 0 the old key stops working at once, and another time is kept as it is', async () => {
  const { id, created, key } = await onboarded();
  const answer = await stack.rotate(id, { replaces: key.accessKeyId, graceSeconds: 0 });
  await stack.recordWhen(
    id,
    (record) => 'keys' in record && record.keys?.[0]?.state === 'inactive',
    () => 'the old key still works',
  );
  expect([await works(created), await works(answer)]).toEqual([false, true]);

  const { id: other, key: second } = await onboarded();
  const { body } = await stack.rotate(other, { replaces: second.accessKeyId, graceSeconds: 3600 });
  expect(Math.round((Date.parse(body.accessKeys[0]?.endsAt ?? '') - stack.now()) / 60_000)).toBe(60);
});

test('a repeated rotation with its Idempotency-Key returns no key, and without it names the key in force', async () => {
  const { tenant, id, key } = await onboarded();
  const body = { replaces: key.accessKeyId };
  const keyed = { 'idempotency-key': `rotate-${id}` };
  const first = await stack.rotate(id, body, keyed);
  const again = await stack.rotate(id, body, keyed);
  expect([again.status, again.headers.get('idempotency-replayed'), again.body.credentials]).toEqual([
    200,
    'true',
    null,
  ]);
  expect(again.body.credentialsReason).toContain('undelivered: true');
  expect(again.text).not.toContain(keyOf(first).secretAccessKey);
  const csv = await stack.rotate(id, body, { ...keyed, accept: 'text/csv' });
  expect(slugOf(csv)).toBe('409 credentials-issued');
  const other = await stack.rotate(id, { ...body, graceSeconds: 1 }, keyed);
  expect(slugOf(other)).toBe('422 key-reused');
  const bare = await stack.rotate(id, body);
  expect([slugOf(bare), bare.body.detail.includes(keyOf(first).accessKeyId)]).toEqual(['409 already-rotated', true]);
  expect(await listed(tenant)).toHaveLength(2);
  await stack.offboard(id);
  const last = await stack.rotate(id, body, keyed);
  expect([last.status, last.body.status, last.body.credentials]).toEqual([200, 'offboarded', null]);
});

test('the key of one of several users is rotated, in each format of a claim', async () => {
  const userNames = ['ann', 'ben'];
  const { id, created } = await onboarded({ userNames }, 'cycle');
  const [ann, ben] = created.body.credentials ?? [];
  const inFormat = (accept: string, query: string, body: object) =>
    ask(stack, 'POST', `/v1/onboardings/${id}/credentials/rotate${query}`, { ...asJson, accept }, JSON.stringify(body));
  const ini = await inFormat('text/x-ini', '?profile=acme', { replaces: ann?.accessKeyId, userName: 'ann' });
  expect([ini.status, ini.text.split('\n')[0]]).toEqual([200, '[acme-ann]']);
  const shell = await inFormat('text/x-shellscript', '', { replaces: ben?.accessKeyId, userName: 'ben' });
  expect([shell.status, shell.text]).toEqual([200, expect.stringMatching(/^export AWS_ACCESS_KEY_ID=AKIA/)]);
  const states = (await stack.get(id)).body.accessKeys.map(({ userName, state }) => `${userName} ${state}`);
  expect(states.toSorted()).toEqual(['ann handed_over', 'ann retiring', 'ben handed_over', 'ben retiring']);
});

test('endGrace deletes the key of the rotation before, once the newest one is used, and the receipt and the audit trail name it', async () => {
  const { tenant, id, created, key } = await onboarded();
  const second = await stack.rotate(id, { replaces: key.accessKeyId });
  const replaces = keyOf(second).accessKeyId;
  expect(slugOf(await stack.rotate(id, { replaces, endGrace: true }))).toBe('409 key-unused');
  expect(await listed(tenant)).toEqual([key.accessKeyId, replaces].toSorted());
  await use(second);
  const third = await stack.rotate(id, { replaces, endGrace: true });
  expect([slugOf(third), await works(created), await works(second), await works(third)]).toEqual([
    '200',
    false,
    true,
    true,
  ]);
  const lines = third.body.receipt?.resources.filter((line) => line['accessKeyId'] === key.accessKeyId);
  expect(lines).toEqual([expect.objectContaining({ type: 'access-key', status: 'removed' })]);
  const { text } = await stack.request('GET', `/v1/onboardings/${id}/events`);
  expect(JSON.parse(text)).toMatchObject({
    events: expect.arrayContaining([
      expect.objectContaining({
        action: 'rotate',
        key: expect.objectContaining({ accessKeyId: key.accessKeyId, change: 'deleted' }),
      }),
    ]),
  });
});

test('endGrace waits for an older key that IAM does not show yet, and does not take it for deleted', async () => {
  const { tenant, id, key } = await onboarded();
  const second = await stack.rotate(id, { replaces: key.accessKeyId });
  const notShown = { kind: 'answer', status: 404, code: 'NoSuchEntity', times: 1 } as const;
  await stack.fault({ operation: 'iam:DeleteAccessKey', ...notShown });
  const third = await stack.rotate(id, { replaces: keyOf(second).accessKeyId, endGrace: true, confirmed: true });
  expect([slugOf(third), await listed(tenant)]).toEqual([
    '200',
    [keyOf(second).accessKeyId, keyOf(third).accessKeyId].toSorted(),
  ]);
});

test('a rotation waits until what a caller has decided about another key is done', async () => {
  const { id, key } = await onboarded();
  const second = await stack.rotate(id, { replaces: key.accessKeyId });
  await stack.fault({ operation: 'iam:UpdateAccessKey', kind: 'throttle' });
  const retired = await stack.request('POST', `/v1/onboardings/${id}/credentials/${key.accessKeyId}/retire`, {
    force: true,
  });
  expect(retired.status).toBe(202);
  const wanted = { replaces: keyOf(second).accessKeyId, endGrace: true, confirmed: true };
  const refused = await stack.rotate(id, wanted);
  expect([slugOf(refused), refused.headers.get('retry-after')]).toEqual(['409 in-progress', expect.any(String)]);
  await stack.clearFaults();
});

test('endGrace with confirmed deletes the older key although IAM shows no use of the newest one', async () => {
  const { id, created, key } = await onboarded();
  const second = await stack.rotate(id, { replaces: key.accessKeyId });
  const wanted = { replaces: keyOf(second).accessKeyId, endGrace: true, confirmed: true };
  const third = await stack.rotate(id, wanted);
  expect([slugOf(third), await works(created), await works(second)]).toEqual(['200', false, true]);
});

test('undelivered replaces a key whose answer was lost, of a claim and of a rotation, and the key before keeps working', async () => {
  const { tenant, id, created, key } = await onboarded();
  const first = await stack.rotate(id, { replaces: key.accessKeyId, undelivered: true });
  expect([slugOf(first), statesOf(first)]).toEqual(['200', [[keyOf(first).accessKeyId, 'handed_over']]]);
  await stack.recordWhen(
    id,
    ({ dueTimes }) => dueTimes.heldKeys === undefined,
    () => 'the lost key is still to be deleted',
  );
  expect([await listed(tenant), await works(created)]).toEqual([[keyOf(first).accessKeyId], false]);

  const second = await stack.rotate(id, { replaces: keyOf(first).accessKeyId });
  const third = await stack.rotate(id, { replaces: keyOf(second).accessKeyId, undelivered: true });
  expect([slugOf(third), statesOf(third)]).toEqual([
    '200',
    [
      [keyOf(first).accessKeyId, 'retiring'],
      [keyOf(third).accessKeyId, 'handed_over'],
    ],
  ]);
  expect([await works(first), await works(second), await works(third)]).toEqual([true, false, true]);
  expect(await listed(tenant)).toEqual([keyOf(first).accessKeyId, keyOf(third).accessKeyId].toSorted());
});

test('the key of a user that AWS has quarantined is rotated without a grace time, and the answer says that the new key is restricted too', async () => {
  const { id, created, key } = await onboarded();
  await stack.changeRecord(id, ({ resources }) => {
    const userArn = resources.find(({ type }) => type === 'user')?.arn ?? '';
    const policyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
    const exposed = [{ userName: 'tutum', userArn, policyArn, since: stack.now() }];
    return { health: { checkedAt: stack.now(), drift: [], exposed, unused: [] } };
  });
  const answer = await stack.rotate(id, { replaces: key.accessKeyId });
  expect([answer.status, answer.body['credentialsNotice']]).toEqual([200, expect.stringContaining('restricted too')]);
  await stack.recordWhen(
    id,
    (record) => 'keys' in record && record.keys?.[0]?.state === 'inactive',
    () => 'the exposed key still works',
  );
  expect(await works(created)).toBe(false);
});

test('undelivered deletes no key that somebody has used', async () => {
  const { tenant, id, created, key } = await onboarded();
  await use(created);
  expect(slugOf(await stack.rotate(id, { replaces: key.accessKeyId, undelivered: true }))).toBe('409 key-in-use');
  expect([await listed(tenant), await works(created)]).toEqual([[key.accessKeyId], true]);
});
