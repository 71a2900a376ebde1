import type { Deps, Gateways } from '../../lib/http/ports.ts';
import { createCallLog } from '../../local/aws/calls.ts';
import { answerControl, controlPrefix } from '../../local/aws/control.ts';
import { createFaults } from '../../local/sandbox/faults.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { warmUp } from '../model/scenario.ts';
import type { VirtualTime } from '../model/time.ts';
import { openWorld } from '../model/world.ts';
import { assertDeclared } from './declared.ts';
import { faultyWire } from './faultyWire.ts';
import { clientsOf } from './sandboxClients.ts';
import { readAnswer, stackRequests, type ItemKey, type StackParts } from './stackRequests.ts';

interface VirtualStackOptions {
  /** Settings of the functions that replace those of the local stack. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The pause between two sweeps, in ms of virtual time. 0: no sweep runs. Default: a minute, as deployed. */
  readonly sweepEveryMs?: number;
  /** Whether the workers of the queues run. Default: true. */
  readonly worker?: boolean;
  /** Replaces the sandbox's STS and IAM, for a test that observes every call. */
  readonly sandbox?: (now: () => number) => Sandbox;
}

/** How often the workers look for messages, in ms of virtual time. */
const pollEveryMs = 100;
/** How often, and for how long, a test looks for what it waits for, in ms of virtual time. */
const lookEveryMs = 100;
const patienceMs = 10 * 60_000;

/**
 * Starts Latchkey with its workers, its sweep and the sandbox in this process and in virtual time: a wait costs
 * nothing, and nothing is late because the machine is busy. The functions are called with the events of API Gateway,
 * and call STS and IAM through the SDK; the table and the queues are in memory (test/model/world.ts). Time passes only
 * while a request or `run` waits.
 */
export async function startVirtualStack(options: VirtualStackOptions = {}) {
  const { sweepEveryMs = 60_000, worker = true, sandbox: given, environment = {} } = options;
  await warmUp();
  const calls = createCallLog();
  const pause = (time: VirtualTime) => (ms: number, ended: AbortSignal) =>
    new Promise<void>((resolve) => {
      void time.sleep(ms).then(resolve);
      ended.addEventListener('abort', () => {
        resolve();
      });
    });
  const faults = createFaults((ms, ended) => pause(time)(ms, ended));
  const world = openWorld(1, 'off', {
    environment,
    network: (of) => faultyWire(of, faults, calls),
    ...(given !== undefined && { sandbox: given }),
  });
  const { time, launcher } = world;
  const { until: run } = time;
  const sandbox: Sandbox = {
    ...world.sandbox,
    answer: (call) => time.busily(() => world.sandbox.answer(call)),
  };
  const controls = {
    faults,
    calls,
    launcher,
    sandbox: world.sandbox,
    templates: world.templates,
    reset: () => Promise.resolve(),
    dataDir: ':memory:',
  };

  const work = () => {
    for (const id of world.work.take())
      world.workOn(id).catch(() => {
        world.work.returnMessage(id);
      });
    void world.takeDeliveries();
    time.later(pollEveryMs, work);
  };
  const sweep = () => {
    world.sweep().catch(() => undefined);
    time.later(sweepEveryMs, sweep);
  };
  if (worker) time.later(pollEveryMs, work);
  if (sweepEveryMs > 0) time.later(sweepEveryMs, sweep);

  const ask = (...asked: Parameters<StackParts['request']>) => run(world.send(...asked).answer);
  const itemOf = ({ pk, sk }: ItemKey) => world.items().find((each) => each.pk === pk && each.sk === sk);
  const requests = stackRequests({
    request: async (...asked) => {
      const { status, headers, text } = await ask(...asked);
      return readAnswer(status, new Headers(headers), text);
    },
    sandbox: async (method, path, body) => {
      const sent = Buffer.from(body === undefined ? '' : JSON.stringify(body));
      const request = { method, url: `${controlPrefix}${path}`, headers: {}, body: sent };
      const { statusCode, body: text } = await run(answerControl(controls, request));
      if (statusCode >= 300) throw new Error(`/_sandbox/${path}: ${String(statusCode)} ${text}`);
      const answer: unknown = JSON.parse(text || 'null');
      return answer;
    },
    iam: (keys) => clientsOf(sandbox, keys).iam,
    sts: (keys) => clientsOf(sandbox, keys).sts,
    item: (key) => Promise.resolve(itemOf(key)),
    putItem: (item) => {
      world.replaceItem(item);
      return Promise.resolve();
    },
    now: () => Math.round(time.now()),
    items: () => Promise.resolve(world.items()),
    eventually: async (look, missing) => {
      for (const end = time.now() + patienceMs; ;) {
        const found = await look();
        if (found !== undefined) return found;
        if (time.now() > end) throw new Error(typeof missing === 'string' ? missing : await missing());
        await run(time.sleep(lookEveryMs));
      }
    },
  });

  return {
    ...requests,
    /** Sends a request, and returns its unparsed answer. */
    ask,
    /** Sends a request with exactly these headers and this body, and returns its unparsed answer. */
    askExactly: async (
      method: string,
      path: string,
      headers: Readonly<Record<string, string>>,
      body: string | Uint8Array = '',
    ) => {
      const rawHeaders = Object.entries(headers).flat();
      const sent = { method, url: path, rawHeaders, body: Buffer.from(body), sourceIp: '127.0.0.1' };
      const { status, headers: given, text } = await run(world.sendCall(sent).answer);
      await assertDeclared(method, path, { status, text });
      return { status, headers: new Headers(given), text };
    },
    /** Lets time pass until `work` has ended. */
    run,
    /** Lets this time pass, in ms. */
    pass: (ms: number) => run(time.sleep(ms)),
    /** The dependencies of a new process, which has nothing in memory of earlier ones. */
    deps: (): Deps & Pick<Gateways, 'batchQueues'> => ({ ...world.deps, closedTrusts: new Map() }),
    deploy: world.deploy,
    close: world.close,
  };
}

export type VirtualStack = Awaited<ReturnType<typeof startVirtualStack>>;
