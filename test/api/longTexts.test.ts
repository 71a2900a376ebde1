import * as z from 'zod';
import { warmUp } from '../model/scenario.ts';
import { openWorld } from '../model/world.ts';

const problem = z.looseObject({ detail: z.string() });
const long = 'x'.repeat(6000);
const validBody = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };

beforeAll(warmUp);

test.each([
  { what: 'a Content-Type', headers: { 'content-type': long }, body: validBody },
  { what: 'a path', path: `${'/x'.repeat(1500)}/v1//onboardings` },
  { what: 'a field name', body: { ...validBody, [long]: 1 } },
  { what: 'the name of a parameter', body: { ...validBody, parameters: { [long]: 1 } } },
  { what: 'the field around a forbidden one', body: { [long]: { constructor: 1 } } },
])('the detail of a problem does not repeat all of $what of thousands of characters', async (sent) => {
  const { path = '/v1/onboardings', body, headers = {} } = sent;
  const world = openWorld(1);
  const { status, text } = await world.time.until(world.send('POST', path, body, headers).answer);
  world.close();
  expect(status).toBeGreaterThanOrEqual(400);
  expect(problem.parse(JSON.parse(text)).detail.length).toBeLessThan(600);
});
