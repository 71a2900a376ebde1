import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { sampledRows } from '../support/sampledRows.ts';

const minute = 60_000;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

const retire = () => {
  const { tenantId, accountId } = scenario.tenant;
  return scenario.world.send('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`).answer;
};
const put = 'dynamodb:PutItem';

const rows: readonly [string, number][] = [
  ['dynamodb:GetItem', 3000],
  ['dynamodb:Query', 3000],
  ['dynamodb:Query', 8000],
  ['dynamodb:Query', 13_000],
  [put, 3000],
  [put, 13_000],
];

describe.each(['hangs', 'freezes', 'throttled', 'answer lost'] as const)(
  'a create, if one of its calls to the table fails as "%s"',
  (kind) => {
    test.each(sampledRows<[string, number]>(rows, 4))(
      '(%s, %i ms) while its access is retired, keeps the access or gets no keys',
      async (at, ms) => {
        const asked = scenario.create({}, {}, { trouble: { at, kind, ms } });
        await scenario.pass(100);
        const retired = await scenario.time.until(retire());
        const response = await scenario.waitFor(asked);
        await scenario.settle();
        const held = retired.status === 409;
        if (response.keys.length > 0) expect(held).toBe(true);
        for (const { id } of scenario.records()) await scenario.waitFor(scenario.offboard(id));
        await scenario.settle();
        // In both cases the onboarding can be offboarded.
        expect(scenario.records().filter(({ status }) => status === 'needs_attention')).toEqual([]);
        expect(scenario.tenant.hasOurs()).toBe(false);
      },
    );
  },
);

test('an access cannot be retired before the later look at its account is done', async () => {
  scenario.world.refusals.add('iam:CreatePolicy', 'MalformedPolicyDocument', 'x');
  const trouble = { at: 'iam:CreateUser', kind: 'carried out late', ms: 10 * minute } as const;
  await scenario.waitFor(scenario.create({}, {}, { trouble }));
  const refused = await scenario.time.until(retire());
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([409, expect.any(Number)]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(10 * 60);
  expect(refused.text).toContain('still has to check the account');
  await scenario.pass(Number(refused.headers['retry-after']) * 1000);
  await scenario.settle();
  expect([(await scenario.time.until(retire())).status, scenario.users()]).toEqual([204, []]);
});

test('a create that failed to read its access can be retried at once with the same idempotency key', async () => {
  const keyed = { 'idempotency-key': 'once' };
  const first = await scenario.waitFor(
    scenario.create({}, keyed, { trouble: { at: 'dynamodb:GetItem', kind: 'denied', ms: 0 } }),
  );
  const again = await scenario.waitFor(scenario.create({}, keyed));
  expect([first.http, again.http, again.keys.length]).toEqual([500, 201, 1]);
});
