import type { CliContext } from '../../cli/context.ts';
import { commandLineFor, type Surroundings } from './commandLine.ts';
import { token } from './testStack.ts';
import type { VirtualStack } from './virtualStack.ts';

/** Returns a function that runs command lines against a virtual stack: no process, no socket and no real waiting. */
export function virtualCommandLine(stack: VirtualStack) {
  const send: CliContext['fetch'] = async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const answer = await stack.askExactly(request.method, `${pathname}${search}`, headers, await request.text());
    return new Response(answer.text, answer);
  };
  const line = commandLineFor({ LATCHKEY_URL: 'http://127.0.0.1:3000', LATCHKEY_TOKEN: token });
  const latchkey = (words: readonly string[] | string, more: Surroundings = {}) =>
    line.latchkey(words, { fetch: send, ...more });
  return { home: line.home, send, latchkey };
}
