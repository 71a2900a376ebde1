import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';

const started = z.tuple([z.object({ url: z.string() }), z.unknown()]);

/** A server of the bench in a process of its own. It exits when this process does. */
export interface ChildProcess {
  readonly url: string;
  /** Asks the process one question, and returns its answer. */
  ask(question: string): Promise<unknown>;
  stop(): void;
}

/**
 * Starts `bench/{file}` in a process of its own, so that its CPU time is counted apart. The file sends its URL first, and
 * then one answer for each message.
 */
export async function startChildProcess(file: string, environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(join('bench', file), { stdio: 'inherit', env: { ...process.env, ...environment } });
  const [{ url }] = started.parse(await once(child, 'message'));
  return {
    url,
    ask: async (question) => {
      const answer = once(child, 'message');
      child.send(question);
      const [given] = z.tuple([z.unknown(), z.unknown()]).parse(await answer);
      return given;
    },
    stop: () => {
      child.disconnect();
    },
  };
}
