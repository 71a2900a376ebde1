import * as z from 'zod';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { drain } from '../model/settle.ts';
import { sampledRows } from '../support/sampledRows.ts';

let scenario: Scenario;
let seed = 0;
beforeAll(warmUp);
beforeEach(async () => {
  // The seed decides whether the SDK has repeated the call already.
  seed += 1;
  scenario = await openScenario({ seed });
});
afterEach(() => scenario.close());

const calls = [1, 2, 3, 4, 5, 6, 7];
const kinds = ['answer lost', 'fails after', 'fails before', 'throttled'] as const;
const rows = kinds.flatMap((kind) => calls.map((at) => ({ kind, at })));
const linked = z.looseObject({ token: z.string() });

const send = async (method: string, path: string, trouble: { kind: (typeof kinds)[number]; at: number }) => {
  const { answer } = scenario.world.send(method, path, undefined, {}, { trouble: { ...trouble, ms: 0 } });
  return scenario.time.until(answer);
};
const auditOf = (id: string, action: string) => scenario.record(id).audit.filter((each) => each.action === action);

/** An onboarding in `needs_attention`, because the role is refused. */
const newAbandoned = async () => {
  const { id = '' } = await scenario.waitFor(scenario.create());
  await scenario.tenant.refuse();
  await scenario.waitFor(scenario.offboard(id));
  await scenario.settle();
  expect(scenario.record(id).status).toBe('needs_attention');
  return id;
};

describe.each(sampledRows(rows, 8))('if $kind at call $at to the table', (trouble) => {
  test('DELETE ?leftovers=accept ends the onboarding once', async () => {
    const id = await newAbandoned();
    const before = auditOf(id, 'offboard').length;
    const { status, text } = await send('DELETE', `/v1/onboardings/${id}?leftovers=accept`, trouble);
    expect([status, z.looseObject({ status: z.string() }).parse(JSON.parse(text)).status]).toEqual([200, 'offboarded']);
    expect(auditOf(id, 'offboard')).toHaveLength(before + 1);
  });

  test('POST …/link returns the link that is valid, and creates one', async () => {
    const id = await scenario.newReady();
    const { status, text } = await send('POST', `/v1/onboardings/${id}/link`, trouble);
    expect(status).toBe(201);
    const { token } = linked.parse(JSON.parse(text));
    const { answer } = scenario.world.send('GET', `/v1/onboardings/${id}`, undefined, {
      authorization: `Bearer ${token}`,
    });
    expect((await scenario.time.until(answer)).status).toBe(200);
    expect(auditOf(id, 'link')).toHaveLength(1);
  });

  test('DELETE …/link revokes every link once', async () => {
    const id = await scenario.newReady();
    expect(scenario.record(id).links).toHaveLength(1);
    const { status } = await send('DELETE', `/v1/onboardings/${id}/link`, trouble);
    expect([status, scenario.record(id).links]).toEqual([204, undefined]);
    expect(auditOf(id, 'revoke-link')).toHaveLength(1);
  });

  test('POST …/redeliver sends the event again, once', async () => {
    const id = await scenario.newReady();
    await scenario.settle();
    const [event] = scenario.record(id).events;
    const deliveries = scenario.world.vendor.received.length;
    const { status } = await send('POST', `/v1/onboardings/${id}/deliveries/${event?.id ?? ''}/redeliver`, trouble);
    expect(status).toBe(202);
    await drain(scenario.world);
    await scenario.settle();
    expect(scenario.world.vendor.received).toHaveLength(deliveries + 1);
    expect(auditOf(id, 'redeliver')).toHaveLength(1);
  });
});
