import { catalog } from '../../../../catalog/index.ts';
import { blueprintDigest } from '../../../../lib/blueprints/versions.ts';
import { onboardingStore } from '../../../../lib/gateways/state/onboardingStore.ts';
import { memoryTable } from '../../../model/memoryTable.ts';
import { provisioning, recordIn } from '../../../support/records.ts';

const deployed = catalog.flatMap((blueprint) =>
  blueprint.name === provisioning().blueprint
    ? [{ blueprint: blueprint.name, digest: blueprintDigest(blueprint) }]
    : [],
);

test('the version of a blueprint is kept before the first record that names it is written', async () => {
  const { table } = memoryTable(() => undefined);
  const store = onboardingStore(table, { blueprints: { catalog, versions: new Map() } });
  let keptAtWrite: unknown;
  const put = table.put;
  const watched = onboardingStore(
    {
      ...table,
      put: async (item, condition) => {
        if ('tenantId' in item) keptAtWrite ??= await store.keptBlueprints();
        return put(item, condition);
      },
    },
    { blueprints: { catalog, versions: new Map() } },
  );
  expect(await watched.insert(provisioning())).toBe(true);
  expect(keptAtWrite).toEqual(deployed);
});

test('it is kept again by a later write if the first record is from a version of Latchkey that kept none', async () => {
  const { table } = memoryTable(() => undefined);
  await onboardingStore(table).insert(provisioning());
  const store = onboardingStore(table, { blueprints: { catalog, versions: new Map() } });
  expect(await store.keptBlueprints()).toEqual([]);
  expect(await store.move(provisioning(), recordIn('claimed', { writer: 'the next one' }))).toBe(true);
  expect(await store.keptBlueprints()).toEqual(deployed);
});
