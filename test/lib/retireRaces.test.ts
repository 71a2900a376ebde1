import { openScene, warmUp, type Scene } from '../model/scene.ts';

const minute = 60_000;

let scene: Scene;
beforeAll(warmUp);
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const retire = () => {
  const { tenantId, accountId } = scene.tenant;
  return scene.world.send('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`).answer;
};
const put = 'dynamodb:PutItem';

describe.each(['hangs', 'freezes', 'throttled', 'answer lost'] as const)(
  'a create of which a call to the table %s',
  (kind) => {
    test.each([
      ['dynamodb:GetItem', 3000],
      ['dynamodb:Query', 3000],
      ['dynamodb:Query', 8000],
      ['dynamodb:Query', 13_000],
      [put, 3000],
      [put, 13_000],
    ])('(%s, %i ms), beside the end of its access: it holds that, or gets no keys', async (at, ms) => {
      const asked = scene.create({}, {}, { trouble: { at, kind, ms } });
      await scene.pass(100);
      const retired = await scene.time.until(retire());
      const said = await scene.hear(asked);
      await scene.settle();
      const held = retired.status === 409;
      if (said.keys.length > 0) expect(held).toBe(true);
      for (const { id } of scene.records()) await scene.hear(scene.offboard(id));
      await scene.settle();
      // Whatever came of it can be ended.
      expect(scene.records().filter(({ status }) => status === 'needs_attention')).toEqual([]);
      expect(scene.tenant.hasOurs()).toBe(false);
    });
  },
);

test('an access is kept for as long as the account is to be looked at once more', async () => {
  scene.world.refusals.add('iam:CreatePolicy', 'AccessDenied', 'xxxx');
  const trouble = { at: 'iam:CreateUser', kind: 'lands late', ms: 10 * minute } as const;
  await scene.hear(scene.create({}, {}, { trouble }));
  const refused = await scene.time.until(retire());
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([409, expect.any(Number)]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(10 * 60);
  expect(refused.text).toContain('looked at once more');
  await scene.pass(Number(refused.headers['retry-after']) * 1000);
  await scene.settle();
  expect([(await scene.time.until(retire())).status, scene.users()]).toEqual([204, []]);
});

test('a create that could not read its access may be sent again at once under its key', async () => {
  const keyed = { 'idempotency-key': 'once' };
  const first = await scene.hear(
    scene.create({}, keyed, { trouble: { at: 'dynamodb:GetItem', kind: 'denied', ms: 0 } }),
  );
  const again = await scene.hear(scene.create({}, keyed));
  expect([first.http, again.http, again.keys.length]).toEqual([500, 201, 1]);
});
