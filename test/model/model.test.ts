import * as fc from 'fast-check';
import { property } from './property.ts';
import { runScenario } from './run.ts';
import { warmUp } from './scenario.ts';
import { testsAllRows } from '../support/sampledRows.ts';

/** A fixed seed and few sequences. `npm run test:model` runs many more, with a new seed each time. */
const mostCommands = 5;
const sequences = { seed: 20_261_122, numRuns: testsAllRows ? 300 : 60 };

beforeAll(warmUp);

test('after each random sequence of commands and faults, the invariants hold when nothing is due, and every onboarding can be offboarded', async () => {
  await fc.assert(property(mostCommands), sequences);
}, 300_000);

test('a key that a rotation has replaced is not taken for deleted while IAM does not show it yet', async () => {
  await runScenario(-2, 'tutum', [
    { do: 'appear late', ms: 15_000 },
    { do: 'create', trouble: undefined, names: 0, key: undefined, isLater: false },
    { do: 'rotate', trouble: undefined, which: 0, names: 0, graceSeconds: 0, asks: 'nothing more' },
    { do: 'work', trouble: undefined },
  ]);
});
