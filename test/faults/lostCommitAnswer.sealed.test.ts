import * as z from 'zod';
import { readSealing } from '../../lib/http/recipient.ts';
import { readClaimBody } from '../../lib/http/request/schema.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { newRecipient, type TestRecipient } from '../support/recipientKeys.ts';
import { takeOver } from '../support/takeOver.ts';
import type { VirtualStack } from '../support/virtualStack.ts';
import {
  attempt,
  budgetMs,
  depsWith,
  keysOf,
  newReady,
  startFenceStack,
  type Attempt,
  type Trouble,
} from './fenceTrouble.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startFenceStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

describe('the fence of a sealed claim', () => {
  /** Claims with a recipient key while the table is in trouble. */
  const claimInTrouble = async (recipient: TestRecipient, trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const id = await newReady(testStack, tenant);
    const deps = depsWith(testStack, trouble);
    const onboarding = await testStack.read(id);
    const sealing = await readSealing(deps, {
      recipientKey: readClaimBody({ recipientKey: recipient.jwk }).recipientKey,
      writing: { form: 'json', profile: 'tutum' },
      caller: { kind: 'vendor', name: 'local' },
      onboarding,
    });
    const claim = { recipient: sealing, deadline: deps.clock.monotonic() + budgetMs };
    return attempt(testStack, id, tenant, requestClaim(deps, onboarding, claim));
  };
  /** Sends the same claim again, and returns the IDs of the keys that it opens. */
  const claimAgain = async (id: string, recipient: TestRecipient) => {
    const { text } = await testStack.request('POST', `/v1/onboardings/${id}/credentials`, {
      recipientKey: recipient.jwk,
    });
    const { sealedCredentials } = z
      .object({ sealedCredentials: z.object({ jwe: z.string() }) })
      .parse(JSON.parse(text));
    const { credentials } = z
      .object({ credentials: z.array(z.object({ accessKeyId: z.string() })) })
      .parse(JSON.parse(recipient.open(sealedCredentials.jwe).text));
    return credentials.map(({ accessKeyId }) => accessKeyId);
  };

  test.each([
    ['is carried out, and its answer is lost', { lands: true, lost: 1 }, 'sealed'],
    ['is not carried out at first', { lands: false, lost: 1 }, 'sealed'],
    [
      'is carried out, and the table answers no call from then on',
      { lands: true, lost: Infinity, leftMs: 300 },
      'slug',
    ],
    ['is carried out, and the table refuses every later call', { lands: true, lost: 1, refuses: true }, 'slug'],
  ])('%s: the claim that is sent again gets the key', async (_, trouble, answer) => {
    const recipient = newRecipient();
    const { id, tenant, outcome } = await claimInTrouble(recipient, trouble);
    expect(Object.keys(outcome)).toContain(answer);
    expect(outcome).not.toHaveProperty('keys');
    const keys = await keysOf(testStack, tenant);
    expect([keys.length, await claimAgain(id, recipient)]).toEqual([1, keys]);
  });

  test.each([
    ['is never carried out', { lands: false, lost: Infinity, leftMs: 300 }],
    ['is refused after a takeover', { lands: true, lost: 0, first: (id: string) => takeOver(testStack, id) }],
  ])('%s: the key is deleted, and the claim that is sent again gets another', async (_, trouble) => {
    const recipient = newRecipient();
    const { id, tenant, outcome } = await claimInTrouble(recipient, trouble);
    expect(outcome).toHaveProperty('slug');
    const unseen = await keysOf(testStack, tenant);
    await testStack.until(id, 'ready');
    const given = await claimAgain(id, recipient);
    expect([given, given.filter((each) => unseen.includes(each))]).toEqual([await keysOf(testStack, tenant), []]);
  });
});
