import { sessionPolicy } from '../../../../lib/account/sessionPolicy.ts';
import { LeaseLost } from '../../../../lib/core/controlFlowErrors.ts';
import { openScenario, warmUp } from '../../../model/scenario.ts';
import { iamPathOf, roleNameOf } from '../../../support/tenantNames.ts';

beforeAll(warmUp);

test('a process that was frozen after the check of its lease sends nothing, because the lease is checked again before the request is sent', async () => {
  const { world, time, tenant, close } = await openScenario();
  let isOver = false;
  const guard = {
    beforeCall: () => Promise.resolve(),
    check: () => {
      if (isOver) throw new LeaseLost('thawed too late');
    },
    signal: new AbortController().signal,
  };
  const access = world.items().find(({ sk }) => sk === 'access');
  const assumption = {
    roleArn: `arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant)}`,
    externalId: String(access?.['externalId']),
    sessionName: 'test',
    policy: sessionPolicy('aws', tenant.accountId, iamPathOf(tenant, 'ob_1')),
  };
  const account = await time.until(world.tenantAccounts.assume(assumption, guard));
  await time.until(account.listAccessKeys('somebody'));
  isOver = true;
  await expect(time.until(account.listAccessKeys('somebody'))).rejects.toThrow(LeaseLost);
  expect(world.calls.map(({ operation }) => operation)).toEqual(['sts:AssumeRole', 'iam:ListAccessKeys']);
  close();
});
