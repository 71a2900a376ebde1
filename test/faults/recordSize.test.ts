import { workFor } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

let scenario: Scenario;
beforeAll(warmUp);
afterEach(() => scenario.close());
const stat = (label: string, id: string) => {
  const r = scenario.record(id) as unknown as Record<string, unknown>;
  const by = Object.entries(r).map(([k, v]) => [k, JSON.stringify(v)?.length ?? 0] as const).filter(([, n]) => n > 300).map(([k, n]) => `${k}=${n}`).join(' ');
  process.stderr.write(`${label}: ${r['status']} ${JSON.stringify(r).length} bytes; ${by}; events ${scenario.record(id).events.length}\n`);
};

const names = Array.from({ length: 10 }, (_, n) => `user-${n}-`.padEnd(64, 'u'));
test.each([true, false])('ten blocked users and 200 DELETEs, down %s', async (down) => {
  scenario = await openScenario({ blueprint: 'cycle', parameters: { userNames: names } });
  const { id = '' } = await scenario.waitFor(scenario.create({ userNames: names }));
  for (let g = 0; g < 8; g += 1) {
    const GroupName = `group-${g}-`.padEnd(128, 'g');
    await scenario.time.until(scenario.iam('CreateGroup', { GroupName }));
    for (const UserName of names) await scenario.time.until(scenario.iam('AddUserToGroup', { GroupName, UserName }));
  }
  scenario.tenant.accept();
  if (down) scenario.world.vendor.fail(Infinity);
  stat('created', id);
  const t = Date.now();
  for (let n = 0; n < 200; n += 1) {
    const r = await scenario.waitFor(scenario.offboard(id));
    if (n === 0) process.stderr.write(JSON.stringify(r) + '\n');
    if (n % 20 === 0) { await workFor(scenario.world, 1); stat(`delete ${n} ${Date.now() - t} ms`, id); }
  }
  stat('end', id);
}, 300000);

test('1000 provisions', async () => {
  scenario = await openScenario({ isLaunched: false });
  const { id = '' } = await scenario.waitFor(scenario.create());
  const t = Date.now();
  for (let n = 0; n < 1000; n += 1) { await scenario.waitFor(scenario.provision(id)); if (n % 250 === 0) stat(`provision ${n} ${Date.now() - t}`, id); }
  stat('end', id);
}, 300000);
