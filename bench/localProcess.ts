import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { freePort } from '../test/support/freePort.ts';

const apiToken = 'soak-token';
const manifest = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });
const access = z.object({ launchUrl: z.string() });

/** An answer of the local stack. `body` is undefined if there is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What `Retry-After` says, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/**
 * Starts what `npm start` runs, in a process of its own, and returns when it serves requests.
 * @param checkout the directory of the repository whose local stack is started
 * @param nodeArguments further arguments of Node, such as `--cpu-prof`
 */
export async function startLocalStack(dataDir: string, checkout = '.', nodeArguments: readonly string[] = []) {
  const [port, awsPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [...nodeArguments, ...startArguments(checkout)], {
    cwd: checkout,
    env: {
      ...process.env,
      PORT: String(port),
      AWS_PORT: String(awsPort),
      DATA_DIR: dataDir,
      LATCHKEY_API_TOKEN: apiToken,
      AWS_ENDPOINT_URL: '',
      POWERTOOLS_LOG_LEVEL: 'ERROR',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const errors = text(child.stderr);
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`The local stack did not start: ${await errors}`);
    await sleep(100);
  }
  const ask = async (method: string, to: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(to, {
      method,
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const given = await answer.text();
    const seconds = answer.headers.get('retry-after');
    return {
      status: answer.status,
      body: given === '' ? undefined : JSON.parse(given),
      retryAfterMs: seconds === null ? undefined : Number(seconds) * 1000,
    };
  };
  const post = async (to: string, body: unknown): Promise<unknown> => {
    const answer = await ask('POST', to, body);
    if (answer.status >= 300) throw new Error(`POST ${to} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const tenantOf = (tenant: number) => ({
    tenantId: `tenant-${tenant}`,
    accountId: String(500_000_000_000 + tenant),
    blueprint: 'tutum',
  });
  return {
    pid: child.pid ?? 0,
    tenantOf,
    awsUrl: `http://127.0.0.1:${awsPort}`,
    /** Sends a request to the API. */
    request: (method: string, path: string, body?: unknown) => ask(method, `${url}${path}`, body),
    /** Launches the tenant's stack in an account of its own. */
    launch: async (tenant: number) => {
      const { tenantId, ...body } = tenantOf(tenant);
      const { launchUrl } = access.parse(await post(`${url}/v1/tenants/${tenantId}/access`, body));
      await post(`http://127.0.0.1:${awsPort}/_sandbox/launch`, { launchUrl, accountId: body.accountId });
    },
    /** Onboards the tenant under names of their own. @throws if the answer is not 201. */
    onboard: (tenant: number, number: number) =>
      post(`${url}/v1/onboardings`, {
        ...tenantOf(tenant),
        parameters: { userName: `user-${number}`, policyName: `policy-${number}` },
      }),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      return errors;
    },
  };
}

export type LocalProcess = Awaited<ReturnType<typeof startLocalStack>>;

/** Returns what `npm start` of a checkout passes to Node: V8's options, and the file. */
export function startArguments(checkout = '.'): readonly string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')));
  return scripts.start.split(' ').slice(1);
}

interface Usage {
  /** Resident memory, in units of 10^6 bytes. */
  readonly megabytes: number;
  readonly cpuSeconds: number;
}

/** Returns what `ps` reports of a process. Linux gives whole seconds of CPU time. */
export function usageOf(pid: number): Usage {
  const output = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' });
  const [kibibytes = '', time = ''] = output.trim().split(/\s+/);
  // [days-]hours:minutes:seconds, or minutes:seconds.hundredths
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = time.split(/[-:]/).map(Number).toReversed();
  return {
    megabytes: Math.round((Number(kibibytes) * 1024) / 1e6),
    cpuSeconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds,
  };
}
