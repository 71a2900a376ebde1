import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { frameworkAt } from './fakeFramework.ts';
import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { freePort } from '../../support/freePort.ts';

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-local-'));
  mkdirSync(join(project, 'handlers'));
  for (const directory of ['node_modules', 'lib', 'infra']) symlinkSync(resolve(directory), join(project, directory));
  writeFileSync(
    join(project, 'handlers/calls.ts'),
    `import { SSMClient } from '@aws-sdk/client-ssm'; export const handler = () => new SSMClient();`,
  );
  writeFileSync(join(project, 'handlers/quiet.ts'), `export const handler = () => 'no AWS';`);
});
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Prepares `invoke local` of a function, with the local AWS at this port. */
async function invoke(name: string, port: number): Promise<unknown> {
  const framework = {
    ...frameworkAt('http://127.0.0.1:9', {
      commands: ['invoke', 'local'],
      environment: { AWS_ENDPOINT_URL: `http://127.0.0.1:${String(port)}` },
    }),
    serviceDir: project,
  };
  const { hooks } = new LatchkeyPlugin(
    framework,
    { function: name },
    {
      log: { notice: () => undefined },
      writeText: () => undefined,
    },
  );
  await hooks['before:invoke:local:invoke']?.();
  return 'invoked';
}

test('invoke local without npm start refuses a function that calls AWS, and says what to start', async () => {
  const port = await freePort();
  await expect(invoke('calls', port)).rejects.toThrow(
    `nothing listens at http://127.0.0.1:${String(port)}: run "npm start" in another terminal`,
  );
});

test('invoke local without npm start runs a function that does not call AWS', async () => {
  expect(await invoke('quiet', await freePort())).toBe('invoked');
});

test('invoke local beside npm start runs a function that calls AWS', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  expect(await invoke('calls', typeof address === 'object' && address !== null ? address.port : 0)).toBe('invoked');
  server.close();
});
