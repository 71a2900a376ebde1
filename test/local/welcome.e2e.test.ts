import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { portOf } from '../../local/aws/port.ts';
import { readSettings } from '../../local/settings.ts';
import { startStack, type LocalStack } from '../../local/stack.ts';
import { welcome } from '../../local/welcome.ts';
import { compileCache } from '../support/compileCache.ts';

const run = promisify(execFile);

let stack: LocalStack | undefined;
afterEach(async () => {
  await stack?.close(0);
  stack = undefined;
});

const answer = z.looseObject({
  id: z.string().default(''),
  status: z.string(),
  access: z.object({ launchUrl: z.string() }).nullish(),
});

test('the commands that npm start prints take a tenant that has launched nothing to its keys', async () => {
  const settings = { ...readSettings({ DATA_DIR: ':memory:' }), port: 0, awsPort: 0, sweepEveryMs: 0 };
  stack = await startStack(settings);
  const commands = welcome(settings, stack, { blueprint: 'tutum' })
    .split('\n')
    .filter((line) => line.startsWith('  curl '));
  const filled: [string, string][] = [
    ['"tenantId":"acme"', '"tenantId":"globex"'],
    ['"accountId":"111122223333"', '"accountId":"444455556666"'],
    ['<accountId>', '444455556666'],
  ];
  const answers = [];
  for (const command of commands) {
    const text = filled.reduce((left, [from, to]) => left.replace(from, to), command);
    const { id, status, access } = answer.parse(JSON.parse((await run('sh', ['-c', text])).stdout));
    if (status === 'awaiting_access') filled.push(['<id>', id], ['<access.launchUrl>', access?.launchUrl ?? '']);
    answers.push(status);
  }
  expect(answers).toEqual(['awaiting_access', 'CREATE_COMPLETE', 'ready', 'claimed']);
});

test.each([
  { port: 3000, apiToken: 'local-dev-token', command: 'npm run tenant' },
  { port: 3001, apiToken: 'other', command: 'PORT=3001 LATCHKEY_API_TOKEN=other npm run tenant' },
])('npm start at port $port names the command for another tenant of this stack', ({ port, apiToken, command }) => {
  const urls = { url: `http://127.0.0.1:${port}`, awsUrl: 'http://127.0.0.1:4566' };
  const fresh = { onboardingId: 'ob_1', tenantId: 't', accountId: '111122223333', url: 'u' };
  const text = welcome({ ...readSettings({}), apiToken }, urls, { blueprint: 'tutum' }, fresh);
  expect(text).toContain(`\n"${command}" prints the page of another tenant.\n`);
});

const launches = 'The tenant acme launches its stacks first';

test.each([
  { state: 'with the state of an earlier start', files: ['seeded'], says: 'sandbox AWS.\n' },
  { state: 'after an interrupted reset', files: ['seeded', 'resetting'], says: launches },
])('npm start says $state whether the tenant launches its stacks', async ({ files, says }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-welcome-'));
  for (const file of files) writeFileSync(join(dataDir, file), '');
  // It ends after its first line, because the port is in use.
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const env = { ...compileCache, AWS_PORT: String(portOf(other)), DATA_DIR: dataDir };
  const start = run(process.execPath, ['local/main.ts'], { env });
  await expect(start).rejects.toMatchObject({ stdout: expect.stringContaining(says) });
  other.close();
  rmSync(dataDir, { recursive: true });
});
