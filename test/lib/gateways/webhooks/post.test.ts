import type { Socket } from 'node:net';
import { startReceiver, startSocketReceiver } from '../../../support/receiver.ts';
import { loopback, resolverOf, senderWith } from '../../../support/senders.ts';

/** Long enough for everything that precedes the timeout, even on a busy machine. */
const timeoutMs = 1000;
const send = senderWith({ rules: loopback, timeoutMs });
const tookTooLong = 'The receiver took longer than 1000 ms.';
const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n';

/** Writes the text one byte at a time until the connection is closed. No pause is as long as the timeout. */
function trickle(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 20);
  socket.on('close', () => clearInterval(timer));
}

/** Writes without an end, as fast as the peer reads. */
function flood(socket: Socket, chunk: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

const cases: Readonly<Record<string, { talk: (socket: Socket) => void; result: object }>> = {
  'never answers': { talk: () => undefined, result: { outcome: 'retry', error: tookTooLong } },
  'sends its headers one byte at a time': {
    talk: (socket) => trickle(socket, 'HTTP/1.1 200 OK\r\nx-a: '.padEnd(1000, 'a')),
    result: { outcome: 'retry', error: tookTooLong },
  },
  'sends its body one byte at a time': {
    talk: (socket) => {
      socket.write(head);
      trickle(socket, 'z');
    },
    result: { outcome: 'delivered', status: 200, answer: expect.stringMatching(/^z+$/), error: tookTooLong },
  },
  'sends a refusal one byte at a time': {
    talk: (socket) => {
      socket.write(head.replace('200 OK', '500 No'));
      trickle(socket, 'z');
    },
    result: { outcome: 'retry', status: 500, error: tookTooLong },
  },
  'sends a body without an end': {
    talk: (socket) => {
      socket.write(head);
      flood(socket, 'z'.repeat(16_384));
    },
    // The connection is closed long before the timeout.
    result: { outcome: 'delivered', status: 200, answer: 'z'.repeat(1024), error: undefined },
  },
  'sends "100 Continue" without an end': {
    talk: (socket) => trickle(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
    result: { outcome: 'retry', error: tookTooLong },
  },
  'sends a header of 5 MB': {
    talk: (socket) => socket.write(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(5 * 1024 * 1024)}`),
    result: { outcome: 'retry', error: expect.stringContaining('HPE_HEADER_OVERFLOW') },
  },
  'sends headers without an end': {
    talk: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, 'x-a: b\r\n'.repeat(2000));
    },
    result: { outcome: 'retry', error: expect.stringContaining('HPE_HEADER_OVERFLOW') },
  },
  'closes the connection': {
    talk: (socket) => socket.end(),
    result: { outcome: 'retry', error: 'ECONNRESET socket hang up' },
  },
  'closes the connection in the middle of its answer': {
    talk: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nzzz'),
    result: { outcome: 'delivered', status: 200, answer: 'zzz', error: expect.stringMatching(/broke off|aborted/) },
  },
  'sends another protocol than HTTP': {
    talk: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    result: { outcome: 'retry', error: expect.stringContaining('HPE_INVALID') },
  },
  'requests a switch of the protocol': {
    talk: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    result: { outcome: 'retry' },
  },
};

test.each(Object.entries(cases))('a receiver that %s ends the try within the timeout', async (_, { talk, result }) => {
  const receiver = await startSocketReceiver(talk);
  expect({ error: undefined, ...(await send(receiver.url)) }).toMatchObject(result);
  // The connection is closed.
  await receiver.quiet();
  await receiver.close();
});

test('the timeout includes the name resolution and the TLS handshake', async () => {
  const silent = await startSocketReceiver();
  const parts = { rules: { ...loopback, ports: [silent.port] }, timeoutMs, isAdmitted: () => true };
  const url = `https://hooks.vendor.example:${String(silent.port)}/`;
  const noName = senderWith({ ...parts, resolve: () => new Promise(() => undefined) });
  const noTls = senderWith({ ...parts, resolve: resolverOf('127.0.0.1').resolve });
  for (const result of await Promise.all([noName(url), noTls(url)]))
    expect(result).toMatchObject({ outcome: 'retry', error: tookTooLong });
  expect(silent.connections()).toBe(1);
  await silent.close();
});

test('a slow receiver does not delay sends to other receivers', async () => {
  const silent = await startSocketReceiver();
  const good = await startReceiver();
  const slow = senderWith({ rules: loopback, timeoutMs: 60_000 });
  let isWaiting = true;
  const waiting = Promise.all(Array.from({ length: 20 }, () => slow(silent.url))).then((results) => {
    isWaiting = false;
    return results;
  });
  expect(await send(good.url)).toMatchObject({ outcome: 'delivered' });
  expect(isWaiting).toBe(true);
  await silent.close();
  expect(new Set((await waiting).map(({ outcome }) => outcome))).toEqual(new Set(['retry']));
  await good.close();
});
