import * as z from 'zod';

/** Either end of the channel between a process and the child it forked. */
export interface End {
  send?(message: object): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** The commands that the other end can call. */
export type Commands = Readonly<Record<string, (input: unknown) => unknown>>;

/** Runs a command at the other end. Rejects if the command throws or the other process has ended. */
export type Ask = (command: string, input?: unknown) => Promise<unknown>;

const question = z.object({ ask: z.string(), number: z.number(), input: z.unknown().optional() });
const reply = z.object({ answers: z.number(), value: z.unknown().optional(), error: z.string().optional() });

/** Opens a channel over which both ends can run commands of the other. */
export function openRpc(end: End, commands: Commands): Ask {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let isGone = false;

  const carryOut = async ({ ask, number, input }: z.infer<typeof question>) => {
    try {
      const command = commands[ask];
      if (command === undefined) throw new Error(`nobody here knows ${ask}`);
      end.send?.({ answers: number, value: await command(input) });
    } catch (error) {
      if (!isGone) end.send?.({ answers: number, error: error instanceof Error ? error.stack : String(error) });
    }
  };
  end.on('message', (message) => {
    const asks = question.safeParse(message);
    if (asks.success) return void carryOut(asks.data);
    const { answers, value, error } = reply.parse(message);
    const asker = waiting.get(answers);
    waiting.delete(answers);
    if (error === undefined) asker?.resolve(value);
    else asker?.reject(new Error(error));
  });
  end.on('disconnect', () => {
    isGone = true;
    for (const { reject } of waiting.values()) reject(new Error('the other process is gone'));
    waiting.clear();
  });

  return (ask, input) =>
    new Promise((resolve, reject) => {
      if (isGone) {
        reject(new Error('the other process is gone'));
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      end.send?.({ ask, number: asked, input });
    });
}
