import { drain } from '../model/settle.ts';
import type { ParsedAnswer, Scenario } from '../model/scenario.ts';
import type { Process } from '../model/process.ts';
import { useScenario } from '../model/useScenario.ts';
import { sampledRows } from '../support/sampledRows.ts';

/** When the function has not answered a request after this time, API Gateway itself answers 503 or 504 (ms). */
const answeredByMs = 29_000;

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

/** From now on, no call of this process to an operation that matches `at` gets an answer. */
const hangFrom = (process: Process, at: string) => {
  for (let each = 0; each < 50; each += 1) process.addTrouble({ at, kind: 'hangs', ms: 0 });
};

interface Asked {
  readonly process: Process;
  readonly response: Promise<ParsedAnswer>;
}

const requests: readonly (readonly [string, () => Promise<() => Asked>])[] = [
  ['a create', () => Promise.resolve(() => scenario.create())],
  [
    'a claim',
    async () => {
      const id = await scenario.newReady();
      return () => scenario.claim(id);
    },
  ],
  [
    'an offboarding',
    async () => {
      const { id = '' } = await scenario.waitFor(scenario.create());
      return () => scenario.offboard(id);
    },
  ],
];

describe.each(requests)('%s is answered before the timeout of API Gateway', (_, prepare) => {
  test.each(sampledRows([0, 1000, 4000, 8000, 12_000, 15_000, 17_500, 18_500, 19_500], 5))(
    'if IAM and SQS stop answering after %i ms',
    async (ms) => {
      const ask = await prepare();
      // Keeps the request busy until then.
      scenario.world.refusals.add('iam:(Attach|Detach)UserPolicy', 'ConcurrentModification', 'x'.repeat(999));
      scenario.world.refusals.add('sts:GetCallerIdentity', 'InvalidClientTokenId', 'x'.repeat(999));
      const startedAt = scenario.time.now();
      const asked = ask();
      scenario.time.later(ms, () => {
        scenario.world.refusals.clear();
        hangFrom(asked.process, 'iam:.*');
        hangFrom(asked.process, 'sqs:.*');
      });
      const { http } = await scenario.waitFor(asked);
      expect([200, 201, 202]).toContain(http);
      expect(scenario.time.now() - startedAt).toBeLessThan(answeredByMs);
      scenario.world.refusals.clear();
      await drain(scenario.world);
      expect(await scenario.violations()).toEqual([]);
    },
  );
});
