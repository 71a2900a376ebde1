import { startVirtualStack } from '../support/virtualStack.ts';
import { catalog } from '../../catalog/index.ts';
import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { createLag } from '../../local/sandbox/lag/index.ts';
import { deployedTimes } from '../model/deployedTimes.ts';
import { tenantFor } from '../support/onboarded.ts';

test.each([1, 2])(
  'in an AWS that is half a minute late, a look right after the claim, and each look of the next minutes, names no drift (seed %i)',
  async (seed) => {
    const stack = await startVirtualStack({
      environment: deployedTimes,
      sandbox: (now) => {
        const accounts = createAccounts(undefined, createLag({ profile: 'bad', seed }));
        return {
          authenticate: (id, token) => authenticate(accounts, now(), id, token),
          answer: (call) => answerCall(accounts, now(), call),
          clear: () => {
            accounts.clear();
            return Promise.resolve();
          },
        };
      },
    });
    const ids: string[] = [];
    for (const { name } of catalog) {
      const tenant = await tenantFor(stack, name);
      // AWS has distributed the role then, and nothing of what Latchkey creates.
      await stack.run(stack.deps().clock.sleep(60_000));
      const parameters = name === 'cycle' ? { userNames: ['ann', 'bob'] } : {};
      const { body } = await stack.create(tenant, { blueprint: name, parameters });
      const id = body.id === '' ? (body.onboarding ?? '') : body.id;
      await stack.provision(id);
      const { status } = await stack.until(id, 'ready', 'claimed');
      if (status === 'ready') await stack.claim(id);
      ids.push(id);
    }
    for (let looks = 0; looks < 3; looks += 1) {
      for (const id of ids) {
        const { status, body } = await stack.request('GET', `/v1/onboardings/${id}/health`);
        // While a claim is undone there is nothing to compare.
        if (status === 200) expect(['as_planned', 'incomplete']).toContain(body['result']);
      }
      await stack.run(stack.deps().clock.sleep(100_000));
    }
    const results = await Promise.all(
      ids.map(async (id) => (await stack.request('GET', `/v1/onboardings/${id}/health`)).body['result']),
    );
    expect(results.filter((result) => result !== undefined)).not.toContain('drifted');
    expect(results).toContain('as_planned');
    stack.close();
  },
);
