import { asOperator, operatorToken } from '../support/operator.ts';
import { newRecipient } from '../support/recipientKeys.ts';
import { accountOf, isReplayed, jweOf, opened, slugOf } from '../support/sealedKeys.ts';
import { sha256 } from '../support/sha256.ts';
import { keyOf, token, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const otherToken = 'the-token-of-another-back-end';
const [othersToken, othersOperator] = ['the-token-of-other-tenants', 'the-operator-of-other-tenants'];
const asOtherBackEnd = { authorization: `Bearer ${otherToken}` };

/** The key pair of the back end. The deployment knows the public key. */
const backEnd = newRecipient();

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    environment: {
      LATCHKEY_API_TOKEN_HASHES: `local=${sha256(token)},other=${sha256(otherToken)},others=${sha256(othersToken)}:nobody`,
      LATCHKEY_OPERATOR_TOKEN_HASHES: `local-operator=${sha256(operatorToken)},on-call=${sha256(othersOperator)}:nobody`,
      LATCHKEY_RECIPIENT_KEY: JSON.stringify(backEnd.jwk),
    },
  });
});
afterAll(() => {
  testStack.close();
});

async function newClaimed(body: object = {}): Promise<Tenant & { readonly id: string; readonly replaces: string }> {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant, body);
  return { id: created.body.id, replaces: keyOf(created).accessKeyId, ...tenant };
}

async function untilInactive(id: string, key: string | undefined): Promise<void> {
  const state = async () =>
    (await testStack.get(id)).body.accessKeys.find(({ accessKeyId }) => accessKeyId === key)?.state;
  await testStack.eventually(async () => ((await state()) === 'inactive' ? true : undefined), 'the key still works');
}

/** Fetches as the back end what an operator has rotated. */
const fetchSealed = (id: string, replaces: string | undefined) =>
  rotate(id, { replaces, recipientKey: backEnd.jwk }, {});

const rotate = (id: string, body: object, headers: Readonly<Record<string, string>> = asOperator) =>
  testStack.request('POST', `/v1/onboardings/${id}/credentials/rotate`, body, headers);

test('an operator rotates a key for the back end: only the back end gets the new one, sealed, and the old key works on', async () => {
  const { id, replaces, accountId } = await newClaimed();
  const answer = await rotate(id, { replaces });
  expect([answer.status, answer.body.credentials, answer.body.accessKeys.map(({ state }) => state)]).toEqual([
    200,
    null,
    ['retiring', 'handed_over'],
  ]);
  expect(answer.body.credentialsReason).toContain('sealed for the back end');
  const sealed = await fetchSealed(id, replaces);
  expect([answer.body.sealedUntil, sealed.body.sealedUntil]).toEqual(Array(2).fill(expect.stringMatching(/Z$/)));
  expect(answer.text).not.toContain(jweOf(sealed));
  expect(answer.body.sealedCredentials).toBeUndefined();
  const [key] = opened(sealed, backEnd).credentials;
  const secret = key?.secretAccessKey;
  expect(secret).toMatch(/^.{40}$/);
  expect(answer.text).not.toContain(secret);
  expect(JSON.stringify(await testStack.items())).not.toContain(secret);
  expect(await accountOf(testStack, key)).toBe(accountId);
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`, undefined, asOperator);
  expect(text).toContain('"caller":"local-operator","action":"rotate"');
});

test('the back end’s webhook learns of an operator’s rotation which key it has to fetch, and by which old one', async () => {
  const { id, replaces } = await newClaimed({ webhook: { url: 'https://vendor.example/hooks' } });
  const answer = await rotate(id, { replaces });
  const reported = async () => {
    const found = (await testStack.read(id)).events.find(({ type }) => type === 'credentials.rotated');
    return found?.state === 'delivered' ? found : undefined;
  };
  const { data } = await testStack.eventually(reported, 'the rotation was not reported');
  const [key] = opened(await fetchSealed(id, replaces), backEnd).credentials;
  expect(data).toMatchObject({
    ...{ id, status: 'claimed', replaces, endsAt: answer.body.accessKeys[0]?.endsAt },
    key: { userName: key?.userName, userArn: key?.userArn, accessKeyId: key?.accessKeyId },
  });
});

test('every token of a back end gets the sealed key of an operator’s rotation with the recipient key, and with no other key', async () => {
  const { id, replaces } = await newClaimed();
  await rotate(id, { replaces });
  const first = await fetchSealed(id, replaces);
  for (const headers of [{}, asOtherBackEnd]) {
    const again = await rotate(id, { replaces, recipientKey: backEnd.jwk }, headers);
    expect([again.status, isReplayed(again), jweOf(again)]).toEqual([200, true, jweOf(first)]);
    const refused = await rotate(id, { replaces, recipientKey: newRecipient().jwk }, headers);
    expect([refused.status, slugOf(refused)]).toEqual([409, 'already-rotated']);
  }
  // The answer to the operator was lost. The same rotation says what happened.
  const repeated = await rotate(id, { replaces });
  expect([repeated.status, isReplayed(repeated), repeated.body.sealedCredentials]).toEqual([200, true, undefined]);
  expect(repeated.body.credentialsReason).toBe(
    'The new key is sealed for the back end, which gets it by the same rotation with its own token and recipient key, until sealedUntil.',
  );
});

test('AWS found the key in public: an operator’s rotation ends it at once', async () => {
  const { id, replaces } = await newClaimed();
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: replaces });
  const health = await testStack.request('GET', `/v1/onboardings/${id}/health?live=true`, undefined, asOperator);
  expect(health.status).toBe(200);
  await rotate(id, { replaces });
  await untilInactive(id, replaces);
});

test('the back end did not fetch the new key of a user whose key is public: it gets another one, and is not told to activate the public one', async () => {
  const { id, replaces } = await newClaimed();
  await testStack.sandbox('POST', 'quarantine', { accessKeyId: replaces });
  await testStack.request('GET', `/v1/onboardings/${id}/health?live=true`, undefined, asOperator);
  await rotate(id, { replaces });
  const [unfetched] = opened(await fetchSealed(id, replaces), backEnd).credentials;
  const wanted = { replaces: unfetched?.accessKeyId };
  await untilInactive(id, replaces);
  // The worker that deactivated the key may still hold its lease.
  const refused = await testStack.eventually(async () => {
    const answer = await rotate(id, { ...wanted, undelivered: true }, {});
    return slugOf(answer) === 'in-progress' ? undefined : answer;
  }, 'the old key is still being changed');
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Do not reactivate it')]);
  const again = await rotate(id, { ...wanted, endGrace: true, confirmed: true }, {});
  expect([again.status, keyOf(again).userName]).toEqual([200, unfetched?.userName]);
  await untilInactive(id, unfetched?.accessKeyId);
});

test.each([
  { graceSeconds: 0 },
  { endGrace: true },
  { confirmed: true },
  { undelivered: true },
  { recipientKey: newRecipient().jwk },
])('an operator’s token may not send more than which key: %p is 403, and nothing changes', async (more) => {
  const { id, replaces } = await newClaimed();
  const before = await testStack.items();
  const refused = await rotate(id, { replaces, ...more });
  expect([refused.status, slugOf(refused)]).toEqual([403, 'operator-may-not']);
  expect(refused.body.detail).toContain(`but not ${Object.keys(more).join()}.`);
  expect(await testStack.items()).toEqual(before);
});

test('without a recipient key of the deployment, an operator’s token rotates nothing', async () => {
  const plain = await startVirtualStack();
  try {
    const created = await plain.create(await plain.newTenant());
    const path = `/v1/onboardings/${created.body.id}/credentials/rotate`;
    const before = await plain.items();
    const refused = await plain.request('POST', path, { replaces: keyOf(created).accessKeyId }, asOperator);
    expect([refused.status, slugOf(refused)]).toEqual([403, 'operator-may-not']);
    expect(refused.body.detail).toContain('LATCHKEY_RECIPIENT_KEY');
    expect(await plain.items()).toEqual(before);
  } finally {
    plain.close();
  }
});

test.each(['text/csv', 'text/vnd.latchkey.aws-configure'])(
  'an operator’s token does not choose the form of the back end’s key: %p is 406, and nothing changes',
  async (accept) => {
    const { id, replaces } = await newClaimed();
    const before = await testStack.items();
    const refused = await rotate(id, { replaces }, { ...asOperator, accept });
    expect([refused.status, slugOf(refused)]).toEqual([406, 'not-acceptable']);
    expect(await testStack.items()).toEqual(before);
  },
);

test('a key that was deleted as undelivered is not returned again: the event of its successor names the same old key', async () => {
  const { id, replaces } = await newClaimed();
  await rotate(id, { replaces });
  const [undelivered] = opened(await fetchSealed(id, replaces), backEnd).credentials;
  const second = await rotate(id, { replaces: undelivered?.accessKeyId, undelivered: true }, {});
  const fetched = await rotate(id, { replaces, recipientKey: backEnd.jwk }, {});
  expect([fetched.status, slugOf(fetched)]).toEqual([409, 'already-rotated']);
  expect(fetched.body.detail).toContain(keyOf(second).accessKeyId);
});

test('a token of an operator or of a back end that is limited to other tenants finds nothing to rotate and nothing to fetch', async () => {
  const { id, replaces } = await newClaimed();
  const before = await testStack.items();
  const asOthersOperator = await rotate(id, { replaces }, { authorization: `Bearer ${othersOperator}` });
  expect([asOthersOperator.status, slugOf(asOthersOperator)]).toEqual([404, 'not-found']);
  expect(await testStack.items()).toEqual(before);
  await rotate(id, { replaces });
  const headers = { authorization: `Bearer ${othersToken}` };
  const fetched = await rotate(id, { replaces, recipientKey: backEnd.jwk }, headers);
  expect([fetched.status, slugOf(fetched)]).toEqual([404, 'not-found']);
});
