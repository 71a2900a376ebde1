import { CreateUserCommand, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { catalog } from '../../catalog/index.ts';
import { portOf } from '../../local/aws/port.ts';
import { startStack, type LocalStack } from '../../local/stack.ts';
import { freePort } from '../support/freePort.ts';
import { clientsOf } from './aws/clients.ts';
import { compileCache } from '../support/compileCache.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'latchkey-reset-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

/** Runs what `npm run reset` runs. */
async function reset(awsPort: number): Promise<string> {
  const env = { ...compileCache, AWS_PORT: String(awsPort), DATA_DIR: dataDir };
  return (await promisify(execFile)(process.execPath, ['local/reset.ts'], { env })).stdout;
}

const start = () =>
  startStack({ port: 0, awsPort: 0, apiToken: 'test-token', dataDir, sweepEveryMs: 0, worker: false });
const users = async (stack: LocalStack) =>
  (await clientsOf(stack.aws).iam().send(new ListUsersCommand())).Users?.map(({ UserName }) => UserName);

test('npm run reset runs local/reset.ts', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ scripts: { reset: 'node local/reset.ts' } });
});

test('npm run reset sets the running stack back; without one, it does so at the next start', async () => {
  const first = await start();
  await clientsOf(first.aws)
    .iam()
    .send(new CreateUserCommand({ UserName: 'left' }));
  expect(await reset(first.aws.port)).toMatch(
    /^The local stack at http:\/\/127\.0\.0\.1:\d+ is back in its first state/,
  );
  expect(await users(first)).toEqual([]);
  await clientsOf(first.aws)
    .iam()
    .send(new CreateUserCommand({ UserName: 'again' }));
  await expect(reset(await freePort())).rejects.toMatchObject({
    stderr: expect.stringContaining(`runs at port ${first.aws.port}, not`),
  });
  expect(await users(first)).toEqual(['again']);
  await first.close(0);

  expect(await reset(await freePort())).toContain(`The next npm start with the data in ${dataDir}`);
  // As if the process had ended between the two changes of the reset.
  writeFileSync(join(dataDir, 'seeded'), '');
  const second = await start();
  expect(await users(second)).toEqual([]);
  const { Roles } = await clientsOf(second.aws).iam().send(new ListRolesCommand());
  expect(Roles).toHaveLength(catalog.length);
  await second.close(0);
});

test('npm run reset says so if nothing is stored', async () => {
  rmSync(dataDir, { recursive: true });
  expect(await reset(await freePort())).toMatch(
    /^No local stack runs at .* so nothing was reset\. .* set AWS_PORT\.\n$/,
  );
  mkdirSync(dataDir);
});

test('npm run reset says so if another program answers at the port', async () => {
  const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  await expect(reset(portOf(other))).rejects.toMatchObject({ stderr: expect.stringContaining('is no local stack') });
  other.close();
});
