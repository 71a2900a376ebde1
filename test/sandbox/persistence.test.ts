import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createSandbox } from '../../local/sandbox/index.ts';
import { clientsOf, documentOf, keysOf, refusalOf, rootOf, vendorOf } from '../support/sandboxClients.ts';
import { writeUsersFile } from '../support/writeUsers.ts';

const account = '111122223333';
let dataDir = '';
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'))));
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

it('has all identities, keys and sessions after a restart', async () => {
  const before = createSandbox({ dataDir });
  const { iam } = rootOf(before, account);
  await iam.createUser({ UserName: 'tutum', Tags: [{ Key: 'a', Value: 'b' }] });
  await iam.attachUserPolicy({ UserName: 'tutum', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
  const keys = await keysOf(iam, 'tutum');
  const trust = documentOf({ Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.createRole({ RoleName: 'latchkey-bootstrap-x', AssumeRolePolicyDocument: trust });
  const { Credentials } = await vendorOf(before).sts.assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'run' });

  const after = createSandbox({ dataDir });
  const user = clientsOf(after, keys);
  expect((await user.iam.getUser({})).User).toMatchObject({ UserName: 'tutum', Tags: [{ Key: 'a', Value: 'b' }] });
  const session = clientsOf(after, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  expect(await refusalOf(session.sts.getCallerIdentity({}))).toMatchObject({ code: 'ok' });
});

it('stores nothing with `:memory:`, and has nothing after a clear', async () => {
  const sandbox = createSandbox({ dataDir });
  const { iam } = rootOf(sandbox, account);
  await iam.createUser({ UserName: 'tutum' });
  await sandbox.clear();
  expect((await iam.listUsers({})).Users).toEqual([]);
  expect((await rootOf(createSandbox({ dataDir }), account).iam.listUsers({})).Users).toEqual([]);
  await rootOf(createSandbox({ dataDir: ':memory:' }), account).iam.createUser({ UserName: 'tutum' });
  expect((await rootOf(createSandbox({ dataDir: ':memory:' }), account).iam.listUsers({})).Users).toEqual([]);
});

it('always has the vendor’s role', async () => {
  const sandbox = createSandbox({ dataDir });
  const { Role } = await rootOf(sandbox, '999988887777').iam.getRole({ RoleName: 'latchkey-local' });
  expect(Role?.Arn).toBe('arn:aws:iam::999988887777:role/latchkey-local');
  expect((await vendorOf(sandbox).sts.getCallerIdentity({})).Arn).toBe(
    'arn:aws:sts::999988887777:assumed-role/latchkey-local/local',
  );
});

it('has every write that it answered after a kill -9 at any moment', async () => {
  const answered: string[] = [];
  for (const afterMs of [3, 17, 31, 53]) {
    const child = spawn(process.execPath, [resolve(writeUsersFile), dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout.setEncoding('utf8');
    let output = '';
    child.stdout.on('data', (text: string) => (output += text));
    await once(child.stdout, 'data');
    await setTimeout(afterMs);
    child.kill('SIGKILL');
    await once(child, 'close');
    const lines = output.split('\n').slice(0, -1);
    expect(lines.every((line) => line.endsWith(' ok'))).toBe(true);
    answered.push(...lines.map((line) => line.slice(0, -' ok'.length)));
  }
  const { iam } = rootOf(createSandbox({ dataDir }), account);
  const found = new Set<string | undefined>();
  for (let Marker: string | undefined; ;) {
    const page = await iam.listUsers({ MaxItems: 1000, Marker });
    page.Users?.forEach((user) => found.add(user.UserName));
    if (page.Marker === undefined) break;
    Marker = page.Marker;
  }
  expect(answered.length).toBeGreaterThan(4);
  expect(answered.filter((name) => !found.has(name))).toEqual([]);
});
