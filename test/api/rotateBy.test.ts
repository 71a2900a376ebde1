import * as z from 'zod';
import { withKeyTimes } from '../../lib/record/keyTimes.ts';
import { advance } from '../../lib/record/advance.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { day, hour, keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

describe('the event credentials.rotation_due', () => {
  let scenario: Scenario;
  let keys: ScenarioKeys;
  useScenario((opened) => {
    scenario = opened;
    keys = keysOfScenario(opened);
  });

  test('is sent once for a key, 14 days before it should be replaced, and again for the key that replaces it', async () => {
    const first = await keys.claimedKey();
    await keys.pass(75 * day);
    expect(await keys.events()).toEqual([]);
    await keys.pass(day + hour);
    const second = await keys.rotate(0);
    for (const ms of [minute, 8 * day, 67 * day, 2 * day, 20 * day]) await keys.pass(ms);
    const due = (await keys.events()).filter(({ type }) => type === 'credentials.rotation_due');
    expect(due.map(({ data }) => data['keys'])).toEqual([
      [expect.objectContaining({ accessKeyId: first, rotateBy: expect.stringMatching(/^2026-04-01T/) })],
      [expect.objectContaining({ accessKeyId: second })],
    ]);
    expect(await scenario.violations()).toEqual([]);
  });
});

describe('the list with rotateBefore', () => {
  const pageSchema = z.object({
    onboardings: z.array(z.looseObject({ id: z.string(), rotateBy: z.string().optional() })),
    cursor: z.string().nullable(),
  });
  let stack: VirtualStack;
  beforeAll(async () => {
    stack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
    for (const days of [30, 10, 20]) {
      const tenant = await stack.newTenant();
      const { id } = (await stack.create(tenant)).body;
      const record = await stack.read(id);
      if (record.status !== 'claimed') throw new Error(record.status);
      const rotateBy = Date.UTC(2026, 5, days);
      const next = withKeyTimes({ ...record, keys: record.keys.map((key) => ({ ...key, rotateBy })) });
      await stack.run(advance(stack.deps(), record, next, 'test'));
    }
    await stack.create(stack.nextTenant());
  });
  afterAll(() => {
    stack.close();
  });
  const list = async (query: string) => {
    const { status, text } = await stack.request('GET', `/v1/onboardings?${query}`);
    if (status !== 200) throw new Error(text);
    return pageSchema.parse(JSON.parse(text));
  };
  const idsOf = ({ onboardings }: z.infer<typeof pageSchema>) => onboardings.map(({ id }) => id);

  test('has the claimed onboardings whose keys should be replaced before, the most urgent first', async () => {
    const all = await list('rotateBefore=2026-07-01');
    expect(all.onboardings.map(({ rotateBy }) => rotateBy)).toEqual(
      ['10', '20', '30'].map((each) => `2026-06-${each}T00:00:00.000Z`),
    );
    expect(idsOf(await list('rotateBefore=2026-06-20T00:00:00Z'))).toEqual(idsOf(all).slice(0, 1));
    expect(idsOf(await list('rotateBefore=2026-06-20T00:00:00.001Z'))).toEqual(idsOf(all).slice(0, 2));
    expect(idsOf(await list('rotateBefore=2026-06-01'))).toEqual([]);
  });

  test('is read in pages, with the other filters', async () => {
    const all = idsOf(await list('rotateBefore=2026-07-01'));
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: z.infer<typeof pageSchema> = await list(
        `rotateBefore=2026-07-01&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      paged.push(...idsOf(page));
      ({ cursor } = page);
    }
    expect(paged).toEqual(all);
    expect(idsOf(await list('rotateBefore=2026-07-01&tenantId=tenant-2'))).toEqual([all[0]]);
    expect(idsOf(await list('rotateBefore=2026-07-01&status=failed'))).toEqual([]);
  });

  test.each(['tomorrow', '2026-13-01', '2026-07-01T00:00:00', '1798675200000'])('is 400 for %s', async (time) => {
    const { status, body } = await stack.request('GET', `/v1/onboardings?rotateBefore=${time}`);
    expect([status, body.type]).toEqual([400, 'urn:latchkey:problem:malformed-query']);
    expect(body.detail).toContain('rotateBefore must be a date');
  });

  test('a key that a version without rotations has handed over gets the time of its report with a look', async () => {
    const webhook = { url: 'https://vendor.example/hooks' };
    const { id } = (await stack.create(await stack.newTenant(), { webhook })).body;
    const before = (await stack.read(id)).dueTimes.rotationNotice;
    await stack.changeRecord(id, ({ dueTimes: { rotationNotice: _, ...dueTimes } }) => ({ dueTimes }));
    await stack.request('GET', `/v1/onboardings/${id}/health`);
    expect([before, (await stack.read(id)).dueTimes.rotationNotice]).toEqual([expect.any(Number), before]);
  });
});
