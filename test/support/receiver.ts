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

/** Starts an HTTP server on 127.0.0.1 that stores requests, and answers with the result of `answer`. */
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
    /**
     * Returns the only request so far, with its headers as an object of strings. Throws if there is not exactly one.
     */
    single: () => {
      const [first, ...more] = received;
      if (first === undefined || more.length > 0) throw new Error(`${String(received.length)} requests came`);
      const headers = Object.entries(first.headers).map(([name, value]) => [name, String(value)] as const);
      return { ...first, headers: Object.fromEntries(headers) };
    },
  };
}

/** Starts a TCP server on 127.0.0.1; `talk` sends what the test needs, by default nothing. */
export async function startSocketReceiver(talk: (socket: Socket) => void = () => undefined) {
  return listening(
    createSocketServer((socket) => {
      // Clients that close the connection are part of the tests.
      socket.on('error', () => undefined);
      // A socket that is not read does not notice that the other end has closed.
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
    /** Resolves when all connections are closed. */
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
