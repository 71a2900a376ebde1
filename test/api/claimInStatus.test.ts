import { statuses, type Status } from '../../lib/record/onboarding.ts';
import { recordIn } from '../support/records.ts';
import { startVirtualStack } from '../support/virtualStack.ts';

let testStack: Awaited<ReturnType<typeof startVirtualStack>>;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

interface Refusal {
  readonly slug: string;
  readonly retryable: boolean;
  /** The end of the detail. */
  readonly says: string;
}

const createAnother = { slug: 'wrong-state', retryable: false, says: 'It has no keys to claim. Create a new one.' };
const handedOver = {
  slug: 'credentials-issued',
  retryable: false,
  says: 'If they were sealed, claim with the same token and recipient key until sealedUntil.',
};
const refusals: Readonly<Record<Exclude<Status, 'ready'>, Refusal>> = {
  awaiting_access: {
    slug: 'not-ready',
    retryable: true,
    says: 'Have the CloudFormation stack launched, then provision the onboarding.',
  },
  provisioning: { slug: 'not-ready', retryable: true, says: 'Claim its keys when it is ready.' },
  claiming: { slug: 'in-progress', retryable: true, says: 'Only one claim gets the keys. Try again in a moment.' },
  claimed: handedOver,
  rotating: handedOver,
  updating: handedOver,
  rolling_back: { slug: 'wrong-state', retryable: false, says: 'Then provision it again, or create a new one.' },
  failed: {
    slug: 'wrong-state',
    retryable: false,
    says: 'Resolve its problem and provision it again, or create a new one.',
  },
  needs_attention: { slug: 'wrong-state', retryable: false, says: 'its problem says what to do.' },
  expired: createAnother,
  offboarding: createAnother,
  offboarded: createAnother,
};
const updatedBeforeClaim = {
  slug: 'in-progress',
  retryable: true,
  says: 'Claim its keys when it is ready again.',
};

const cases = [
  ...statuses.flatMap((status) => (status === 'ready' ? [] : [{ status, ...refusals[status], more: {} }])),
  { status: 'updating' as const, ...updatedBeforeClaim, more: { keys: undefined } },
].map((each, index) => ({ ...each, id: `ob_01JZ000000000000000000${String(index).padStart(4, '0')}` }));

test.each(cases)(
  'a claim in $status is 409 $slug, retryable: $retryable, and the answer says what to do',
  async ({ id, status, more, slug, retryable, says }) => {
    const { store, clock } = testStack.deps();
    const lease = { owner: 'owner-1', by: 'request', attempt: 1, since: 0, expiresAt: clock.now() + 60_000 };
    await testStack.run(store.insert(recordIn(status, { id, lease, ...more })));
    const answer = await testStack.claim(id);
    expect([answer.status, answer.body.type, answer.body.onboarding]).toEqual([
      409,
      `urn:latchkey:problem:${slug}`,
      id,
    ]);
    expect(JSON.parse(answer.text)).toMatchObject({ retryable });
    expect(answer.body.detail.endsWith(says)).toBe(true);
  },
);
