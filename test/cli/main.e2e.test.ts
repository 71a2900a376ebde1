import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startTestStack, token, type Tenant, type TestStack } from '../support/testStack.ts';
import { compileCache } from '../support/compileCache.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await stack.close();
});

const home = mkdtempSync(join(tmpdir(), 'latchkey-home-'));
const program = [process.execPath, join('cli', 'main.ts')] as const;
const environment = (url: string) => ({
  ...compileCache,
  HOME: home,
  PATH: process.env['PATH'],
  LATCHKEY_URL: url,
  LATCHKEY_TOKEN: token,
});

/** Starts the command line as a process. */
function start(words: string, url = stack.url) {
  const [node, main] = program;
  return spawn(node, [main, ...words.split(' ')], { env: environment(url), stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

const create = ({ tenantId, accountId }: Tenant, more: string) =>
  `create -t ${tenantId} -a ${accountId} -b tutum ${more}`;

/** Starts a server that passes requests on to the stack, and calls `before` before it passes on an answer. */
async function startPassingOn(before: (request: { readonly method: string; readonly url: string }) => Promise<void>) {
  const server: Server = createServer((incoming, outgoing) => {
    void (async () => {
      const { method = 'GET', url = '/' } = incoming;
      const body = await text(incoming);
      const { 'content-type': type = 'application/json', prefer, authorization = '' } = incoming.headers;
      const answer = await fetch(`${stack.url}${url}`, {
        method,
        headers: { 'content-type': type, authorization, ...(typeof prefer === 'string' && { prefer }) },
        ...(body !== '' && { body }),
      });
      const answered = await answer.text();
      await before({ method, url });
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(answered);
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const isAddress = (address: string | AddressInfo | null): address is AddressInfo => typeof address === 'object';
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isAddress(address) ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a signal between the claim and its answer ends the process after the keys are written', async () => {
  const tenant = await stack.newTenant();
  const running: ChildProcess[] = [];
  const proxy = await startPassingOn(async ({ url }) => {
    if (!url.endsWith('/credentials')) return;
    running[0]?.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const created = start(create(tenant, '--write-profile signalled'), proxy.url);
  running.push(created);
  const stderr = text(created.stderr);
  expect(await ended(created)).toBe(130);
  proxy.close();
  expect(await stderr).toMatch(/The keys were written first\.\n$/);
  const file = join(home, '.aws', 'credentials');
  expect(readFileSync(file, 'utf8')).toMatch(
    /\[signalled\]\naws_access_key_id = AKIA\w+\naws_secret_access_key = .{40}\n/,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a signal while the process waits ends it with the command to continue', async () => {
  const child = start(create(stack.nextTenant(), '--wait --csv waiting.csv'));
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
    // A second signal would end the process before it has said how to continue.
    if (!child.killed && stderr.includes('Ctrl-C loses nothing')) child.kill('SIGTERM');
  });
  expect(await ended(child)).toBe(143);
  expect(stderr).toMatch(/To continue: latchkey claim ob_\w+ --wait --csv waiting\.csv\n$/);
});

test('a reader that ends early is no error', async () => {
  const child = start('blueprints --json');
  child.stdout.destroy();
  const stderr = text(child.stderr);
  expect({ code: await ended(child), stderr: await stderr }).toEqual({ code: 0, stderr: '' });
});

test('keys whose reader has ended are saved in a file of the user', async () => {
  const child = start(create(await stack.newTenant(), '--json'));
  child.stdout.destroy();
  const stderr = text(child.stderr);
  expect(await ended(child)).toBe(1);
  const [file = ''] = globSync(join(home, 'latchkey-keys-ob_*.csv'));
  expect(await stderr).toContain(file);
  expect(readFileSync(file, 'utf8')).toMatch(/tutum,AKIA\w+,.{40}/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

const escape = '\u001B';

/** From util-linux: runs a command in a terminal. */
const script = '/usr/bin/script';
const onTerminal = existsSync(script) ? test : test.skip;

onTerminal('on a terminal, the steps change in place, and the keys are shown', async () => {
  const words = create(await stack.newTenant(), '').trim();
  const child = spawn(script, ['-qec', [...program, words].join(' '), '/dev/null'], {
    env: { ...environment(stack.url), TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const shown = await text(child.stdout);
  expect(await ended(child)).toBe(0);
  expect(shown).toMatch(new RegExp(`${escape}\\[\\d+F${escape}\\[J[^]*✓[^]*create-user tutum +\\d+ ms`));
  expect(shown).toMatch(/Secret access key +.{40}/);
});

onTerminal('on a terminal, a rotation asks before it replaces the key, and shows the new one', async () => {
  const tenant = await stack.newTenant();
  const { body } = await stack.create(tenant);
  const child = spawn(script, ['-qec', [...program, 'rotate', body.id].join(' '), '/dev/null'], {
    env: { ...environment(stack.url), TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', (part: Buffer) => {
    const wasAsked = shown.includes('It works on for 24h.');
    shown += part.toString();
    if (!wasAsked && shown.includes('It works on for 24h.')) child.stdin.write('y');
  });
  expect(await ended(child)).toBe(0);
  expect(shown).toMatch(/Replace the key AKIA\w+ of the user tutum/);
  expect(shown).toMatch(/Secret access key +.{40}[^]*works until .* UTC\. To end it before: latchkey retire ob_/);
});

onTerminal('a question is readable on a terminal that reports no size', async () => {
  const command = `stty cols 0 rows 0; ${[...program, 'configure'].join(' ')}`;
  const child = spawn(script, ['-qec', command, '/dev/null'], {
    env: { ...environment(stack.url), TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', (part: Buffer) => {
    shown += part.toString();
    if (shown.includes('127.0.0.1')) child.stdin.end('\u0003');
  });
  expect(await ended(child)).toBe(130);
  expect(shown).toContain('Address of the API');
});
