import * as z from 'zod';

/** One end of the channel between two threads. */
export interface Channel {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** The other thread. */
export interface Peer {
  /** Calls one of the other thread's handlers and waits for its end. @throws an error with the message of the handler's error */
  call(name: string): Promise<void>;
}

const messageSchema = z.union([
  z.object({ call: z.string(), id: z.int() }),
  z.object({ ended: z.int(), error: z.optional(z.string()) }),
]);

/** Lets the other thread call the handlers by their names, and returns a way to call its handlers. */
export function connectPeer(channel: Channel, handlers: Readonly<Record<string, () => Promise<void>>>): Peer {
  const waiting = new Map<number, PromiseWithResolvers<undefined>>();
  let last = 0;
  const handle = async (name: string) => {
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`The thread has no handler ${name}.`);
    await handler();
  };
  channel.on('message', (given) => {
    const message = messageSchema.parse(given);
    if ('call' in message) {
      handle(message.call).then(
        () => {
          channel.postMessage({ ended: message.id });
        },
        (error: unknown) => {
          channel.postMessage({ ended: message.id, error: error instanceof Error ? error.message : String(error) });
        },
      );
      return;
    }
    const caller = waiting.get(message.ended);
    waiting.delete(message.ended);
    if (message.error === undefined) caller?.resolve(undefined);
    else caller?.reject(new Error(message.error));
  });
  return {
    call: (name) => {
      last += 1;
      const ended = Promise.withResolvers<undefined>();
      waiting.set(last, ended);
      channel.postMessage({ call: name, id: last });
      return ended.promise;
    },
  };
}
