import * as z from 'zod';
import { openTenant } from '../model/tenant.ts';
import { warmUp } from '../model/scenario.ts';
import { gatewayMs } from '../model/invocations.ts';
import { openWorld } from '../model/world.ts';

beforeAll(warmUp);

const accountId = '123456789012';
const path = `/v1/tenants/tenant/access/${accountId}`;
const access = z.looseObject({ externalId: z.string() });

// Both wait for requests that began earlier.
test.each([
  { what: 'a change of the external ID', method: 'POST', target: `${path}/external-id`, slow: 'dynamodb:PutItem' },
  { what: 'a retirement of the access', method: 'DELETE', target: path, slow: 'dynamodb:Query' },
])('$what is answered 503 before API Gateway stops waiting, if the state table is slow', async (row) => {
  const world = openWorld(1);
  const { time } = world;
  await openTenant(world, accountId, 'tutum', {});
  const { externalId } = access.parse(JSON.parse((await time.until(world.send('GET', path).answer)).text));
  const { process, answer } = world.send(
    row.method,
    row.target,
    row.method === 'POST' ? { replaces: externalId } : undefined,
  );
  for (let each = 0; each < 4; each += 1) process.addTrouble({ at: row.slow, kind: 'answer lost', ms: 0 });
  const answered = await time.until(Promise.race([answer, time.sleep(gatewayMs)]));
  expect(answered).toMatchObject({ status: 503 });
  world.close();
});
