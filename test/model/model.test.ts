import * as fc from 'fast-check';
import { property } from './property.ts';
import { openScene } from './scene.ts';

/** Always the same ones here; `npm run test:model` runs others each time, and many more. */
const sequences = { seed: 20_261_122, numRuns: 300 };

beforeAll(async () => {
  // The SDK loads parts of itself with its first call, which takes time that no test owns.
  const scene = await openScene();
  await scene.hear(scene.create());
  scene.close();
});

test('whatever happens in whatever order, the invariants hold when all is quiet, and everything can be ended', async () => {
  await fc.assert(property(), sequences);
}, 120_000);
