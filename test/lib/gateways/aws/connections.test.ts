import { HttpRequest } from '@smithy/protocol-http';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { openConnections } from '../../../../lib/gateways/aws/connections.ts';

const second = 1000;

/** A server whose connections can stop working without notice, like those of a frozen process. */
async function startServer() {
  const ports: (number | undefined)[] = [];
  const dead = new Set<Socket>();
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    const { socket } = request;
    open.add(socket);
    ports.push(socket.remotePort);
    if (!dead.has(socket)) response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    /** The client port of each request. */
    ports,
    goDead: () => {
      for (const socket of open) dead.add(socket);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

/** Returns connections that use clocks which the test controls. */
function ofProcess() {
  const time = { now: 0, monotonic: 0 };
  const connections = openConnections({ now: () => time.now, monotonic: () => time.monotonic });
  const ask = async () => {
    const { port } = server;
    const request = new HttpRequest({ method: 'POST', protocol: 'http:', hostname: '127.0.0.1', port, path: '/' });
    // Only a request on a dead connection waits for it. A busy machine may take long to answer the others.
    const { response } = await connections.handle(request, { requestTimeout: 10 * second });
    // A connection becomes idle when its answer has been read.
    const body: AsyncIterable<Buffer> = response.body;
    for await (const chunk of body) expect(String(chunk)).toBe('ok');
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { time, ask };
}

test('a connection that was idle for two seconds is used again', async () => {
  const { time, ask } = ofProcess();
  await ask();
  time.now += 2 * second;
  time.monotonic += 2 * second;
  await ask();
  const [first, next] = server.ports;
  expect(next).toBe(first);
});

test.each([
  { clock: 'both clocks', now: 60 * second, monotonic: 60 * second },
  { clock: 'only the wall clock', now: 60 * second, monotonic: 0 },
  { clock: 'only the monotonic clock', now: 0, monotonic: 60 * second },
  { clock: 'the monotonic clock (and the wall clock backwards)', now: -60 * second, monotonic: 60 * second },
])(
  'a connection that was closed while the process was frozen is not used again, if $clock moved',
  async ({ now, monotonic }) => {
    const { time, ask } = ofProcess();
    await Promise.all([ask(), ask()]);
    server.goDead();
    time.now += now;
    time.monotonic += monotonic;
    await Promise.all([ask(), ask(), ask()]);
    const [before, after] = [server.ports.slice(0, 2), server.ports.slice(2)];
    expect(new Set(before).size).toBe(2);
    expect(after.filter((port) => before.includes(port))).toEqual([]);
  },
);

test('only connections that were idle for too long are dropped', async () => {
  const { time, ask } = ofProcess();
  await Promise.all([ask(), ask()]);
  time.monotonic += 2 * second;
  await ask();
  const lately = server.ports.at(-1);
  time.monotonic += 2 * second;
  await ask();
  expect(server.ports.at(-1)).toBe(lately);
});
