import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import * as z from 'zod';
import { startArguments } from '../../bench/localProcess.ts';
import { seededTenant } from '../../local/seed.ts';
import { portOf } from '../../local/aws/port.ts';
import { eventuallyTrue } from '../support/eventually.ts';
import { freePort } from '../support/freePort.ts';
import { compileCache } from '../support/compileCache.ts';

const anHourMs = 3_600_000;
const faults = z.object({ faults: z.array(z.object({ operation: z.string(), times: z.number() })) });
const times = 1_000_000;

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

/** Sends the signal that Ctrl-C sends, and resolves with the exit code. */
async function pressCtrlC(started: ChildProcess): Promise<unknown> {
  const exited = once(started, 'exit');
  started.kill('SIGINT');
  const [code] = await exited;
  return code;
}

test('Ctrl-C ends a process even if `end` never finishes its work', async () => {
  const program = `import('./local/ending.ts').then(({ onEnd }) => {
    onEnd(() => undefined);
    setInterval(() => undefined, 1000);
    process.stdout.write('started');
  });`;
  child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout !== null) await once(child.stdout, 'data');
  expect(await pressCtrlC(child)).toBe(0);
});

test('Ctrl-C ends npm start while requests, a slow body, a sweep, a delivery and a reset hang', async () => {
  const [port, awsPort] = [await freePort(), await freePort()];
  let deliveries = 0;
  const receiver = createServer(() => (deliveries += 1)).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const env = {
    ...compileCache,
    PORT: String(port),
    AWS_PORT: String(awsPort),
    DATA_DIR: ':memory:',
    LATCHKEY_SWEEP_MS: '20',
  };
  child = spawn(process.execPath, startArguments(), { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${String(port)}`;
  const sandbox = `http://127.0.0.1:${String(awsPort)}/_sandbox`;
  await eventuallyTrue(
    () =>
      fetch(`${url}/v1/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    'npm start did not start',
  );
  const create = (more: object) =>
    fetch(`${url}/v1/onboardings`, {
      method: 'POST',
      headers: { authorization: 'Bearer local-dev-token', 'content-type': 'application/json' },
      body: JSON.stringify({ ...seededTenant, ...more }),
    });

  // The receiver never answers, so the delivery hangs.
  expect((await create({ webhook: { url: `http://127.0.0.1:${String(portOf(receiver))}/` } })).status).toBe(201);
  await eventuallyTrue(() => deliveries > 0, 'no event was delivered');
  /** Lets every call of an operation hang. Returns whether one has arrived. */
  const hang = async (operation: string) => {
    await fetch(`${sandbox}/faults`, {
      method: 'POST',
      body: JSON.stringify({ operation, kind: 'delay', ms: anHourMs, times }),
    });
    return async () => {
      const active = faults.parse(await (await fetch(`${sandbox}/faults`)).json());
      return active.faults.every((fault) => fault.times < times);
    };
  };
  // The sweep reads the number of shards before it queries them, so that only its queries may hang at first.
  await eventuallyTrue(await hang('dynamodb:Query'), 'the sweep did not reach the table');
  const isReached = await hang('dynamodb:GetItem');
  const requests = Promise.allSettled([
    create({}),
    fetch(`${url}/v1/onboardings/ob_1`, { headers: { authorization: 'Bearer local-dev-token' } }),
  ]);
  const slow = connect(port, '127.0.0.1', () =>
    slow.write('POST /v1/onboardings HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{'),
  );
  slow.on('error', () => undefined);
  await eventuallyTrue(isReached, 'the requests did not reach the table');
  const reset = fetch(`${sandbox}/reset`, { method: 'POST' }).catch(() => undefined);

  expect(await pressCtrlC(child)).toBe(0);
  await Promise.all([requests, reset]);
  slow.destroy();
  receiver.closeAllConnections();
  receiver.close();
});
