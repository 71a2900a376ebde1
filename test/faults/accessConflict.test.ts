import { openScenario, warmUp } from '../model/scenario.ts';

beforeAll(warmUp);

test('a create stores its role and its boundary in the access although another process writes the access at the same time', async () => {
  const scenario = await openScenario();
  const { deps, time } = scenario.world;
  const { store } = deps;
  const { tenantId, accountId } = scenario.tenant;
  const read = () => store.getAccess(tenantId, accountId);
  let rivals = 0;
  const saveAccess: typeof store.saveAccess = async (access) => {
    const stored = await read();
    rivals += 1;
    if (rivals === 1 && stored !== undefined)
      await store.saveAccess({ ...stored, launchRegion: 'eu-west-1', version: stored.version + 1 });
    return store.saveAccess(access);
  };
  Object.assign(deps, { store: { ...store, saveAccess } });
  const { keys } = await scenario.waitFor(scenario.create());
  const access = await time.until(read());
  expect([keys.length, access?.launchRegion]).toEqual([1, 'eu-west-1']);
  expect(access?.assumedRoles).toMatchObject([{ roleArn: scenario.one().roleArn }]);
  expect(Object.keys(access?.proven ?? {})).toEqual(['tutum']);
  scenario.close();
});
