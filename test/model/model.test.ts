import * as fc from 'fast-check';
import { property } from './property.ts';
import { warmUp } from './scenario.ts';

/** Always the same ones here; `npm run test:model` runs others each time, and many more. */
const mostCommands = 5;
const sequences = { seed: 20_261_122, numRuns: 300 };

beforeAll(warmUp);

test('whatever happens in whatever order, the invariants hold when all is quiet, and everything can be ended', async () => {
  await fc.assert(property(mostCommands), sequences);
}, 300_000);
