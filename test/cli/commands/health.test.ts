import * as z from 'zod';
import { keyOf } from '../../support/testStack.ts';
import { virtualCommandLine } from '../../support/virtualCommandLine.ts';
import { startVirtualStack, type VirtualStack } from '../../support/virtualStack.ts';

let stack: VirtualStack;
let line: ReturnType<typeof virtualCommandLine>;
beforeAll(async () => {
  // What Latchkey has just created is believed at once.
  stack = await startVirtualStack({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_ENTITY_LAG_MS: '1' } });
  line = virtualCommandLine(stack);
});
afterAll(() => {
  stack.close();
});

async function claimed() {
  const tenant = await stack.newTenant();
  const created = await stack.create(tenant);
  await stack.run(stack.deps().clock.sleep(3 * 60_000));
  return { tenant, id: created.body.id, key: keyOf(created), iam: stack.root(tenant) };
}

test('what is as planned is one line, with the age and the last use of the keys', async () => {
  const { id, key } = await claimed();
  const { code, stdout, stderr } = await line.latchkey(`health ${id} --probe-trust`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /\nResult +Everything is as planned\.\nAs planned +11 of 11: role, trust, user, .*tags \(2\)[^\n]*\n\nACCESS KEY/,
  );
  expect(stdout).toMatch(
    new RegExp(`^${key.accessKeyId} +tutum +active +0 days +\\d{4}-.* UTC, sts in us-east-1 +Latchkey$`, 'm'),
  );
});

test('what differs is shown with what was planned, what is there and what to do, and the exit code is 4', async () => {
  const { id, iam } = await claimed();
  const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
  await iam.attachUserPolicy({ UserName: 'tutum', PolicyArn });
  const { AccessKey } = await iam.createAccessKey({ UserName: 'tutum' });
  await stack.run(stack.deps().clock.sleep(60_000));
  const looked = await line.latchkey(`health ${id}`);
  expect(looked).toMatchObject({ code: 4, stderr: '2 things are not as planned.\n' });
  expect(looked.stdout).toMatch(
    new RegExp(`\nNot planned +attachments arn:\\S+/tutum\nFound +[^\n]*${PolicyArn}\nWhy +\\S[^\n]*\nTo do +\\S`),
  );
  expect(looked.stdout).toMatch(new RegExp(`\nNot planned +key ${AccessKey?.AccessKeyId ?? ''}\n`));
  expect(looked.stdout).toMatch(/ active +\d days +never +somebody else\n/);
  const cached = await line.latchkey(`health ${id} --cached --json`);
  const schema = z.looseObject({ live: z.boolean(), result: z.string() });
  expect([cached.code, schema.parse(JSON.parse(cached.stdout))]).toMatchObject([4, { live: false, result: 'drifted' }]);
});

test('a key that is not there any more has the command that repairs it', async () => {
  const { id, key, iam } = await claimed();
  await iam.deleteAccessKey({ UserName: 'tutum', AccessKeyId: key.accessKeyId });
  await stack.run(stack.deps().clock.sleep(60_000));
  const { code, stdout } = await line.latchkey(`health ${id}`);
  expect(code).toBe(4);
  expect(stdout).toMatch(new RegExp(`\nMissing +key ${key.accessKeyId}\n[^]*\nRepair +latchkey rotate ${id}\n`));
});

test('an exposed key is not as planned, and an account at which nobody has looked is not known', async () => {
  const { id, key } = await claimed();
  expect(await line.latchkey(`health ${id} --cached`)).toMatchObject({
    code: 5,
    stderr: 'Nobody has looked at the account yet.\n',
  });
  await stack.sandbox('POST', 'quarantine', { accessKeyId: key.accessKeyId });
  const exposed = await line.latchkey(`health ${id}`);
  expect(exposed).toMatchObject({ code: 4, stderr: expect.stringMatching(/found in public/) });
  expect(exposed.stdout).toMatch(/\nExposed +user tutum\nPolicy +arn:aws:iam::aws:policy\/AWSCompromisedKeyQuarantine/);
});

test('a refusal of the role is not known at first, and then it is not as planned', async () => {
  const { id, tenant } = await claimed();
  await stack.openTrust(tenant, (statement) => ({ ...statement, Effect: 'Deny' }));
  const codes: number[] = [];
  for (let looks = 0; looks < 3; looks += 1) {
    codes.push((await line.latchkey(`health ${id}`)).code);
    await stack.run(stack.deps().clock.sleep(30 * 60_000));
  }
  expect(codes).toEqual([5, 4, 4]);
  expect((await line.latchkey(`health ${id} --cached`)).stderr).toBe('AWS refuses the bootstrap role.\n');
});

test.each([
  { words: 'health --cached', code: 2, stderr: /are for an onboarding\. Name it\./ },
  { words: 'health ob_1 --cached --probe-trust', code: 2, stderr: /--cached or --probe-trust/ },
])('$words is wrong usage', async ({ words, code, stderr }) => {
  expect(await line.latchkey(words)).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) });
});

test('where there is nothing to compare, the message has the command for the last look', async () => {
  const { body } = await stack.create(stack.nextTenant());
  const { code, stderr } = await line.latchkey(`health ${body.id}`);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`What to do: latchkey health ${body.id} --cached shows the result of the last\\s+look\\.`),
  );
});
