import { catalog } from '../../../catalog/index.ts';
import { blueprintDigest } from '../../../lib/blueprints/versions.ts';
import { outdatedPlans } from '../../../lib/http/outdatedPlans.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { recordIn } from '../../support/records.ts';
import { fakeClock } from '../../support/fakeClock.ts';

test('only the plans of versions that are not deployed are read', async () => {
  const [first] = catalog;
  if (first === undefined) throw new Error('no blueprint');
  const current = { blueprint: first.name, digest: blueprintDigest(first) };
  const earlier = { blueprint: first.name, digest: '0123456789abcdef' };
  const removed = { blueprint: 'removed', digest: '0123456789abcdef' };
  const store = {
    ...memoryStore(recordIn('claimed')).store,
    keptBlueprints: () => Promise.resolve([current, earlier, removed]),
  };
  const { plans } = await outdatedPlans({ catalog, clock: fakeClock().clock, store }, 1);
  expect(plans).toEqual([earlier]);
});
