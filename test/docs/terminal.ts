import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { freePort } from '../support/freePort.ts';
import { eventuallyTrue } from '../support/eventually.ts';

/** A terminal of somebody who follows a page in a clone of the repository, and a second one for `npm start`. */
export interface Terminal {
  readonly directory: string;
  /** Runs commands in one shell after another, which keep their variables. Returns both outputs. @throws if one fails */
  run(commands: string): string;
  /** Runs the one command that starts the local stack, after it has ended the stack of before. Returns what it printed. */
  start(command: string): Promise<string>;
  close(): Promise<void>;
}

const made = ['.git', 'dist', '.serverless', '.latchkey'];

export async function openTerminal(): Promise<Terminal> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
  for (const part of readdirSync('.').filter((each) => !made.includes(each)))
    symlinkSync(resolve(part), join(directory, part));
  const variables = join(directory, 'variables');
  const [port, awsPort] = [await freePort(), await freePort()];
  // The tests' endpoint is removed, because the stack starts no sandbox if one is set.
  const { AWS_ENDPOINT_URL: _, ...outside } = process.env;
  const ports = { PORT: String(port), AWS_PORT: String(awsPort) };
  const service = { LATCHKEY_URL: `http://127.0.0.1:${port}`, LATCHKEY_TOKEN: 'local-dev-token' };
  const env = { ...outside, ...ports, ...service, HOME: directory, NODE: process.execPath };
  /** The page has the usual ports, and is about a directory that has no name. */
  const asOnPage = (output: string) => output.replaceAll(String(port), '3000').replaceAll(String(awsPort), '4566');
  let stack: ChildProcess | undefined;

  const stop = async () => {
    if (stack === undefined || stack.exitCode !== null) return;
    const ended = once(stack, 'exit');
    stack.kill('SIGINT');
    await ended;
  };
  return {
    directory,
    run: (commands) => {
      const before = existsSync(variables) ? '. ./variables' : '';
      const script = [programs(), before, 'set -a', commands, 'export -p > variables'].join('\n');
      const { stdout, status } = spawnSync('bash', ['-euc', `exec 2>&1\n${script}`], {
        cwd: directory,
        env,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`Exit code ${String(status)}:\n${commands}\n${stdout}`);
      return asOnPage(stdout);
    },
    start: async (command) => {
      await stop();
      stack = spawn('bash', ['-euc', [programs(), command].join('\n')], {
        cwd: directory,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      stack.stdout?.setEncoding('utf8').on('data', (part: string) => (output += part));
      await eventuallyTrue(
        () => output.includes('log follows'),
        () => `It did not start:\n${output}`,
      );
      return asOnPage(output);
    },
    close: async () => {
      await stop();
      rmSync(directory, { recursive: true });
    },
  };
}

/** `npx latchkey` and `npm run`, without the second that npm takes itself. A start replaces the shell, so a signal reaches it. */
function programs(): string {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const cases = Object.entries(scripts).map(
    ([name, script]) => `${name}) set -- ${script.replace(/^node /, '')} "$@" ;;`,
  );
  return `
npx() { [ "$1" = latchkey ] && shift && "$NODE" cli/main.ts "$@"; }
npm() {
  if [ "$1" = start ]; then exec "$NODE" local/main.ts; fi
  shift; if [ "$1" = -s ]; then shift; fi
  script=$1; shift; if [ "\${1-}" = -- ]; then shift; fi
  case "$script" in ${cases.join(' ')} *) echo "no script $script"; exit 1 ;; esac
  "$NODE" "$@"
}`;
}
