import * as z from 'zod';
import { newRecipient } from '../support/recipientKeys.ts';
import { claim, claimFor, isReplayed, jweOf, newReady, slugOf } from '../support/sealedKeys.ts';
import { sha256 } from '../support/sha256.ts';
import { token } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const hour = 3_600_000;
const otherToken = 'the-token-of-another-back-end';

let testStack: VirtualStack;
beforeAll(async () => {
  const tokens = `local=${sha256(token)},other=${sha256(otherToken)}`;
  testStack = await startVirtualStack({
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens, LATCHKEY_SEALED_KEYS_HOURS: '1' },
  });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const pass = (ms: number) => testStack.run(testStack.deps().clock.sleep(ms));

describe('a request whose answer was lost', () => {
  test('gets the same JWE again with its Idempotency-Key', async () => {
    const recipient = newRecipient();
    const tenant = await testStack.newTenant();
    const send = () =>
      testStack.create(tenant, { recipientKey: recipient.jwk }, { 'idempotency-key': tenant.tenantId });
    const [first, again] = [await send(), await send()];
    expect([again.status, jweOf(again), isReplayed(first), isReplayed(again)]).toEqual([
      201,
      jweOf(first),
      false,
      true,
    ]);
  });

  test('gets it without one by a claim with the same key, also after a create that the slot refuses now', async () => {
    const recipient = newRecipient();
    const tenant = await testStack.newTenant();
    const first = await testStack.create(tenant, { recipientKey: recipient.jwk });
    const refused = await testStack.create(tenant, { recipientKey: recipient.jwk });
    expect(slugOf(refused)).toBe('slot-held');
    // Another description of the same key.
    const again = await claim(testStack, first.body.id, {
      recipientKey: { ...recipient.jwk, kid: 'renamed', use: 'enc' },
    });
    expect([again.status, jweOf(again), isReplayed(again)]).toEqual([200, jweOf(first), true]);
  });

  test('gets nothing with another key, without one, or as another caller', async () => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
    const first = await claimFor(testStack, id, recipient, { 'idempotency-key': id });
    const others = [
      await claimFor(testStack, id, newRecipient()),
      await claim(testStack, id),
      await claimFor(testStack, id, recipient, { authorization: `Bearer ${otherToken}` }),
    ];
    expect(others.map((each) => [each.status, slugOf(each), each.body.sealedCredentials])).toEqual(
      Array(3).fill([409, 'credentials-issued', undefined]),
    );
    // The same request, but its keys are sealed for another key, for which they cannot be sealed again.
    const replay = await claimFor(testStack, id, newRecipient(), { 'idempotency-key': id });
    expect([replay.status, isReplayed(replay), replay.body.credentials, replay.body.sealedCredentials]).toEqual([
      200,
      true,
      null,
      undefined,
    ]);
    expect(jweOf(await claimFor(testStack, id, recipient))).toBe(jweOf(first));
  });

  test('gets it by the link that claimed, and by no other link', async () => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
    const linkOf = async () => {
      const { body } = await testStack.request('POST', `/v1/onboardings/${id}/link`, { delivers: 'tenant' });
      return { authorization: `Bearer ${z.looseObject({ token: z.string() }).parse(body).token}` };
    };
    const [one, other] = [await linkOf(), await linkOf()];
    const first = await claimFor(testStack, id, recipient, one);
    expect(jweOf(await claimFor(testStack, id, recipient, one))).toBe(jweOf(first));
    for (const headers of [other, {}])
      expect(slugOf(await claimFor(testStack, id, recipient, headers))).toBe('credentials-issued');
  });

  test('gets nothing when the time is over, and the record no longer has it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
    const first = await claimFor(testStack, id, recipient);
    const until = Date.parse(first.body.sealedUntil ?? '');
    expect(until - testStack.now()).toBeGreaterThan(0.9 * hour);
    await pass(until - testStack.now() - 60_000);
    expect(jweOf(await claimFor(testStack, id, recipient))).toBe(jweOf(first));
    await pass(3 * 60_000);
    expect(slugOf(await claimFor(testStack, id, recipient))).toBe('credentials-issued');
    expect((await testStack.get(id)).body.sealedUntil).toBeUndefined();
    expect(JSON.stringify(await testStack.items())).not.toContain(jweOf(first));
    expect((await testStack.read(id)).status).toBe('claimed');
  });

  test('gets nothing when the time is over, also while the record still has it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
    await claimFor(testStack, id, recipient);
    await testStack.changeRecord(id, (record) => ({
      sealed:
        record.status === 'claimed' ? record.sealed?.map((copy) => ({ ...copy, until: testStack.now() })) : undefined,
    }));
    expect(slugOf(await claimFor(testStack, id, recipient))).toBe('credentials-issued');
  });

  test('gets nothing after the offboarding, whose record does not have it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
    const jwe = jweOf(await claimFor(testStack, id, recipient, { 'idempotency-key': id }));
    await testStack.offboard(id);
    expect((await claimFor(testStack, id, recipient, { 'idempotency-key': id })).body).toMatchObject({
      credentials: null,
    });
    expect(JSON.stringify(await testStack.items())).not.toContain(jwe);
  });
});
