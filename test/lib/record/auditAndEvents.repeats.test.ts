import * as z from 'zod';
import { advance, nextVersion } from '../../../lib/record/advance.ts';
import type { WebhookEvent } from '../../../lib/record/metadata.ts';
import type { Onboarding } from '../../../lib/record/onboarding.ts';
import { receiptOf } from '../../../lib/record/receipt.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { recordIn } from '../../support/records.ts';

const receiptSchema = z.object({ resources: z.array(z.object({ status: z.string() })), omitted: z.int() });
const now = Date.UTC(2026, 5, 1);
const actor = { by: 'back-end', action: 'offboard', requestId: 'request-1' };
const webhook = { url: 'https://vendor.example/hooks' };
const detail = 'AWS answered iam:DeleteUser with ServiceFailure (AWS request ID 1).';

/** Moves an onboarding to `offboarding` and back to `needs_attention`. Returns the record. */
async function stopAgain(from: Onboarding, problem = { slug: 'aws-error' as const, detail }) {
  const { store } = memoryStore(from);
  const deps = { store, clock: fakeClock(now).clock, actor };
  const begun = await advance(deps, from, recordIn('offboarding', { resources: from.resources }), 'owner-2');
  const to = recordIn('needs_attention', { problem, resources: from.resources });
  const stopped = begun && (await advance(deps, begun, { ...to, ...lastMetadata(begun) }, 'owner-3'));
  if (stopped === undefined) throw new Error('the record was not written');
  return stopped;
}
const lastMetadata = ({ events, audit, lastEvent }: Onboarding) => ({ events, audit, lastEvent });

const stoppedOnce = () => stopAgain(recordIn('claimed', { webhook }));
const withLast = (record: Onboarding, change: Partial<WebhookEvent>): Onboarding => ({
  ...record,
  events: record.events.map((each) => ({ ...each, ...change })),
});

test('an outcome that repeats the last event, which is still waiting, has no second event', async () => {
  const once = await stoppedOnce();
  expect(once.events).toHaveLength(1);
  const again = await stopAgain(once, { slug: 'aws-error', detail: detail.replace('ID 1', 'ID 2') });
  expect(again.events).toEqual(once.events);
  expect(again.audit.map(({ outcome }) => outcome)).toHaveLength(4);
});

test('200 repeated outcomes have one event, and each of them has its audit entries', async () => {
  let record = await stoppedOnce();
  for (let n = 1; n < 200; n += 1) record = await stopAgain(record);
  expect([record.events.length, record.audit.at(-1)?.n]).toEqual([1, 400]);
});

test.each<readonly [string, Partial<WebhookEvent>]>([
  ['is delivered', { state: 'delivered' }],
  ['is given up', { state: 'dead' }],
  ['is being sent', { lease: { owner: 'deliverer', expiresAt: now } }],
])('an outcome that repeats an event that %s has a second event', async (_, change) => {
  const again = await stopAgain(withLast(await stoppedOnce(), change));
  expect(again.events.map(({ type }) => type)).toEqual(['onboarding.needs_attention', 'onboarding.needs_attention']);
});

test('an outcome with another problem or other leftovers has an event of its own', async () => {
  const once = await stoppedOnce();
  const { store } = memoryStore(once);
  const deps = { store, clock: fakeClock(now).clock, actor };
  const begun = await advance(deps, once, recordIn('offboarding'), 'owner-2');
  const denied = recordIn('needs_attention', { problem: { slug: 'access-denied', detail } });
  expect((begun && (await advance(deps, begun, denied, 'owner-3')))?.events).toHaveLength(2);
  const left = once.resources.map((each) => ({ ...each, status: 'left' as const }));
  expect((await stopAgain({ ...once, resources: left })).events).toHaveLength(2);
});

test('the event of an offboarding has at most 20,000 bytes of its receipt, what is left first, and counts the rest', () => {
  const arn = 'arn:aws:iam::111122223333:user/latchkey/tutum/qivthlmh/ob_01JZ0000000000000000000000/tutum';
  const item = (n: number) => ({ type: 'inline-policy', arn, id: `policy-${String(n)}`.padEnd(128, 'x') });
  const userItems = Array.from({ length: 300 }, (_, n) => ({
    ...item(n),
    status: n < 290 ? ('removed' as const) : ('left' as const),
  }));
  const after = nextVersion(recordIn('offboarding', { webhook }), recordIn('offboarded', { userItems }), {
    writer: 'owner-2',
    actor,
    now,
  });
  const [event] = after.events;
  const receipt = receiptSchema.parse(event?.data['receipt']);
  expect(JSON.stringify(event).length).toBeLessThan(21_000);
  expect(receipt.resources.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill('left'));
  expect(receipt.resources.length + receipt.omitted).toBe(receiptOf(after).length);
});

test('a long text of AWS is cut off in the record', () => {
  const long = 'x'.repeat(100_000);
  const resources = recordIn('offboarding').resources.map((each) => ({
    ...each,
    status: 'left' as const,
    reason: long,
  }));
  const problem = { slug: 'aws-error' as const, detail: long };
  const after = nextVersion(recordIn('offboarding', { webhook }), recordIn('needs_attention', { problem, resources }), {
    writer: 'owner-2',
    actor,
    now,
  });
  expect(JSON.stringify(after).length).toBeLessThan(20_000);
});
