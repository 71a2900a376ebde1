import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { localEnvironment } from '../../local/environment.ts';
import { openRpc, type Ask, type Commands } from './rpc.ts';

export const apiToken = 'fault-token';

/** A child process that has reported that it is ready. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  readonly ask: Ask;
  readonly isDead: () => boolean;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  kill(): void;
}

/**
 * Bundles the service, so that its processes start in a tenth of the time.
 * @returns the bundle's path, in `directory`
 */
export async function bundleService(directory: string): Promise<string> {
  const outfile = join(directory, 'service.cjs');
  await build({
    entryPoints: [join('test', 'faults', 'service.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  return outfile;
}

export const startAwsProcess = (): Promise<Child> =>
  start(join('test', 'faults', 'aws.ts'), process.env, {}, () => undefined);

/** @param onOutput gets all output of the process, which is the log in Lambda */
export function startServiceProcess(
  bundle: string,
  awsUrl: string,
  commands: Commands,
  onOutput: (text: string) => void,
): Promise<Child> {
  const { AWS_ACCESS_KEY_ID: _, ...given } = process.env;
  const environment = {
    ...given,
    ...localEnvironment(awsUrl, apiToken, {}),
    ...times,
    POWERTOOLS_LOG_LEVEL: 'DEBUG',
    // Metrics go to the log, which the tests search for secrets.
    LATCHKEY_METRICS: 'on',
    NODE_COMPILE_CACHE: join(bundle, '..', 'compiled'),
  };
  return start(bundle, environment, commands, onOutput);
}

/** In ms of real time, long enough for a busy machine. */
const requestTimeoutMs = 700;

/** As deployed, in ms of the test's clock; except for the request timeout, which is in real time and shorter. */
const times = {
  // Longer than `recover` lets time pass for what is due.
  LATCHKEY_SEALED_KEYS_HOURS: '168',
  LATCHKEY_LEASE_MS: '60000',
  LATCHKEY_REQUEST_TIMEOUT_MS: String(requestTimeoutMs),
  LATCHKEY_MARGIN_MS: '5000',
  LATCHKEY_REQUEST_BUDGET_MS: '25000',
};

async function start(
  file: string,
  env: NodeJS.ProcessEnv,
  commands: Commands,
  onOutput: (text: string) => void,
): Promise<Child> {
  const child = fork(file, { env, silent: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-4000);
      onOutput(text);
    });
  }
  const ended = once(child, 'exit').then(() => undefined);
  const up = Promise.withResolvers<string>();
  const ask = openRpc(child, {
    ...commands,
    ready: (input) => {
      up.resolve(z.string().parse(input));
    },
  });
  void ended.then(() => {
    up.reject(new Error(`${file} ended before it was up: ${output}`));
  });
  const url = await up.promise;
  return {
    url,
    pid: child.pid ?? 0,
    ask,
    ended,
    isDead: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
