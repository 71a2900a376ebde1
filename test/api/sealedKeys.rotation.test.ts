import { newRecipient, type TestRecipient } from '../support/recipientKeys.ts';
import { accountOf, claimFor, isReplayed, jweOf, newReady, opened, slugOf } from '../support/sealedKeys.ts';
import type { Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

describe('a rotation with a recipient key', () => {
  const rotate = (id: string, replaces: string | undefined, { jwk }: TestRecipient) =>
    testStack.request('POST', `/v1/onboardings/${id}/credentials/rotate`, { replaces, recipientKey: jwk });
  const keyIdOf = (answer: Answer, recipient: TestRecipient) => opened(answer, recipient).credentials[0]?.accessKeyId;

  test('gets the new key sealed, and again after a lost answer, but not for another recipient', async () => {
    const [first, recipient, other] = [newRecipient('P-256'), newRecipient('P-256'), newRecipient('X25519')];
    const { id, accountId } = await newReady(testStack);
    const replaces = keyIdOf(await claimFor(testStack, id, first), first);
    const answer = await rotate(id, replaces, recipient);
    expect([answer.status, answer.body.status, answer.body.credentials]).toEqual([200, 'claimed', null]);
    const [key] = opened(answer, recipient).credentials;
    expect(key?.accessKeyId).not.toBe(replaces);
    expect(await accountOf(testStack, key)).toBe(accountId);
    const again = await rotate(id, replaces, recipient);
    expect([again.status, isReplayed(again), jweOf(again)]).toEqual([200, true, jweOf(answer)]);
    const refused = await rotate(id, replaces, other);
    expect([refused.status, slugOf(refused)]).toEqual([409, 'already-rotated']);
  });

  test('that fails leaves the sealed keys of the claim for its caller', async () => {
    const first = newRecipient('P-256');
    const { id } = await newReady(testStack);
    const claimed = await claimFor(testStack, id, first);
    await testStack.fault({
      operation: 'iam:CreateAccessKey',
      kind: 'answer',
      status: 400,
      code: 'LimitExceeded',
      message: 'Cannot exceed quota',
      times: 1,
    });
    const failed = await rotate(id, keyIdOf(claimed, first), newRecipient('P-256'));
    expect(failed.status).toBeGreaterThanOrEqual(202);
    await testStack.until(id, 'claimed');
    const again = await claimFor(testStack, id, first);
    expect([again.status, jweOf(again)]).toEqual([200, jweOf(claimed)]);
  });
});
