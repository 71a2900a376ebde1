import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../../examples/vendor-backend/server.ts';

test('a body without end is read only to the limit, answered with 413, and not looked at', async () => {
  const looked: string[] = [];
  const server = await startServer(0, ({ body }) => {
    looked.push(body);
    return Promise.resolve({ status: 204 });
  });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (part) => (answer += part.toString())).on('error', () => undefined);
  try {
    await once(socket, 'connect');
    socket.write('POST /hooks/latchkey HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n');
    const part = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 64 && answer === '' && !socket.destroyed; sent += 1) {
      socket.write(part);
      await sleep(5);
    }
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(looked).toEqual([]);
  } finally {
    socket.destroy();
    await server.close();
  }
});
