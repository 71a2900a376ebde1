import { HttpRequest } from '@smithy/protocol-http';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { openConnections } from '../../../../lib/gateways/aws/connections.ts';

const second = 1000;

/** A server whose connections can go dead without a word, as those of a process that was frozen. */
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
    /** The port that each request came from. */
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

/** Connections of a process whose clocks the test moves. */
function ofProcess() {
  const time = { now: 0, monotonic: 0 };
  const connections = openConnections({ now: () => time.now, monotonic: () => time.monotonic });
  const ask = async () => {
    const { port } = server;
    const request = new HttpRequest({ method: 'POST', protocol: 'http:', hostname: '127.0.0.1', port, path: '/' });
    const { response } = await connections.handle(request, { requestTimeout: 300 });
    // A connection is free again when its answer has been read.
    const body: AsyncIterable<Buffer> = response.body;
    for await (const chunk of body) expect(String(chunk)).toBe('ok');
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { time, ask };
}

test('a connection is used again within seconds', async () => {
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
  { clock: 'the wall clock alone', now: 60 * second, monotonic: 0 },
  { clock: 'the monotonic clock alone', now: 0, monotonic: 60 * second },
  { clock: 'the monotonic clock, while the wall clock went back', now: -60 * second, monotonic: 60 * second },
])(
  'a connection that died while the process was frozen is not used again: $clock moved',
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

test('of several, those that were used lately stay', async () => {
  const { time, ask } = ofProcess();
  await Promise.all([ask(), ask()]);
  time.monotonic += 2 * second;
  await ask();
  const lately = server.ports.at(-1);
  time.monotonic += 2 * second;
  await ask();
  expect(server.ports.at(-1)).toBe(lately);
});
