import * as fc from 'fast-check';
import { property } from './property.ts';
import { warmUp } from './scenario.ts';
import { testsAllRows } from '../support/sampledRows.ts';

/** A fixed seed and few sequences. `npm run test:model` runs many more, with a new seed each time. */
const mostCommands = 5;
const sequences = { seed: 20_261_122, numRuns: testsAllRows ? 300 : 60 };

beforeAll(warmUp);

test('after each random sequence of commands and faults, the invariants hold when nothing is due, and every onboarding can be offboarded', async () => {
  await fc.assert(property(mostCommands), sequences);
}, 300_000);
