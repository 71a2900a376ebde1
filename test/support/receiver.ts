import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A webhook's receiver on 127.0.0.1 that answers as it is told. */
export async function startReceiver(
  answer: (received: Received) => ReceiverAnswer | Promise<ReceiverAnswer> = () => ({ status: 204 }),
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { url, headers } = request;
      received.push({ url, headers, body });
      const { status, headers: more, body: answered } = await answer({ url, headers, body });
      response.writeHead(status, more).end(answered);
    });
  });
  return {
    ...(await listening(server)),
    received,
    /** The only request so far, its headers as libraries take them. */
    single: () => {
      const [first, ...more] = received;
      if (first === undefined || more.length > 0) throw new Error(`${String(received.length)} requests came`);
      const headers = Object.entries(first.headers).map(([name, value]) => [name, String(value)] as const);
      return { ...first, headers: Object.fromEntries(headers) };
    },
  };
}

/** A server on 127.0.0.1 that speaks for itself, or not at all. */
export async function startSocketReceiver(talk: (socket: Socket) => void = () => undefined) {
  return listening(
    createSocketServer((socket) => {
      // Whoever hangs up on it is a part of the test.
      socket.on('error', () => undefined);
      // Who does not read does not see the other one go.
      socket.resume();
      talk(socket);
    }),
  );
}

async function listening(server: Server) {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    url: `http://127.0.0.1:${String(address.port)}`,
    connections: () => connections,
    /** Resolves when nobody is connected any more. */
    quiet: async () => {
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
