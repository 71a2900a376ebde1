import * as z from 'zod';
import { createForeignResources } from './foreign.ts';
import { createFaults, type Fault } from './faults.ts';
import { removeTag, tagUsers } from './earlier.ts';
import { useKey } from './useKey.ts';
import type { CellStack } from './cellStack.ts';
import { throttledForMs, type Kind } from './kinds.ts';
import type { Answer } from './testStack.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import type { Trouble, TroubleCode } from '../model/trouble.ts';
import { deployedTimes } from '../model/deployedTimes.ts';
import { gatewayMs } from '../model/invocations.ts';
import { openWorld } from '../model/world.ts';

/** The time from the launch of a stack to the tenant's first request, in ms. By then AWS has created the stack. */
const afterLaunchMs = 60_000;
/** How long a refusal waits for other calls in progress, in ms of virtual time. */
const quietMs = 200;
const launchBody = z.object({ launchUrl: z.string(), accountId: z.string() });

const kindOf: Readonly<Record<Exclude<Fault, 'over quota'>, Trouble['kind']>> = {
  'dies before': 'dies before',
  'dies after': 'dies',
  'answer lost': 'answer lost',
  'throttled for 30 s': 'throttled',
  throttled: 'throttled',
  'server error': 'fails before',
  hangs: 'hangs',
  'access denied': 'denied',
  'session expired': 'session expired',
} satisfies Record<Kind | 'throttled', Trouble['kind']>;

function troubleOf(fault: Fault | undefined): Omit<Trouble, 'at'> | TroubleCode | undefined {
  if (fault === undefined) return undefined;
  return fault === 'over quota' ? 'LimitExceeded' : { kind: kindOf[fault], ms: throttledForMs };
}

const itemKey = z.looseObject({ pk: z.string(), sk: z.string() });

/**
 * Opens what a cell needs in virtual time, with an AWS that is late by a profile. The same seed and the same requests
 * give the same calls.
 */
export function openLateStack(profile: LagProfile, seed: number): CellStack & { readonly close: () => void } {
  const faults = createFaults(
    () => world.time.now(),
    () => world.time.sleep(quietMs),
  );
  const world = openWorld(seed, profile, {
    inject: async (call) => troubleOf(await faults.next(call)),
    // Longer than `recover` lets time pass for what is due.
    environment: { ...deployedTimes, LATCHKEY_SEALED_KEYS_HOURS: '168', LATCHKEY_DAILY_LOOK: 'on' },
  });
  const { time } = world;
  let lastNumber = 0;
  let loggedUntil = 0;
  const hookUrl = (tenantId: string) => `https://vendor.example/hook/${tenantId}`;

  const commands: Readonly<Record<string, (input: unknown) => unknown>> = {
    disarm: faults.disarm,
    issued: () => world.issued.splice(0),
    createForeignResources: (input) => time.until(createForeignResources(world.sandbox, z.string().parse(input))),
    tagUsers: (input) => time.until(tagUsers(world.sandbox, input)),
    removeTag: (input) => time.until(removeTag(world.sandbox, input)),
    useKey: (input) => time.until(useKey(world.sandbox, z.string().parse(input))),
    account: (input) => world.account(z.string().parse(input)),
  };

  /** Invokes a function with the visible messages. Waits until its process has done the work or is dead. */
  const drain = async (queue: typeof world.work, take: () => Promise<unknown> | undefined) => {
    const bodies = queue
      .all()
      .filter(({ at }) => at <= time.now())
      .map(({ id }) => id);
    const taken = take();
    if (taken !== undefined) await time.until(taken);
    return bodies;
  };

  return {
    isLate: true,
    nextNumber: () => (lastNumber += 1),
    now: time.now,
    aws: { ask: (command, input) => Promise.resolve(commands[command]?.(input)) },
    hookUrl,
    request: (method, path, body, headers): Promise<Answer> => {
      const { process, answer } = world.send(method, path, body, headers);
      const broken = { status: 0, text: 'no answer' };
      return time.until(
        Promise.race([
          answer.then(({ status, text }) => ({ status, text })),
          process.frozen.then(() => broken),
          time.sleep(gatewayMs).then(() => broken),
        ]),
      );
    },
    sandbox: async (_method, _path, body) => {
      const { launchUrl, accountId } = launchBody.parse(body);
      await time.until(world.launcher.launch(launchUrl, accountId));
      await time.until(time.sleep(afterLaunchMs));
    },
    arm: (order) => {
      faults.arm(order);
      return Promise.resolve();
    },
    report: () => Promise.resolve(faults.report()),
    // A process dies at the call itself.
    death: () => Promise.resolve(),
    replace: () => Promise.resolve(),
    renew: () => {
      world.deps.closedTrusts.clear();
      return Promise.resolve();
    },
    pass: (ms) => time.until(time.sleep(ms)),
    work: () => drain(world.work, world.takeWork),
    deliverWebhooks: () => drain(world.deliveries, world.takeDeliveries),
    redeliver: async () => {
      const left = [...world.work.all(), ...world.deliveries.all()];
      const last = Math.max(time.now(), ...left.map(({ at }) => at));
      await time.until(time.sleep(last - time.now()));
      return left.length > 0;
    },
    deadLetters: () => Promise.resolve(0),
    deliveries: (tenantId) =>
      world.vendor.received
        .filter(({ url }) => url === hookUrl(tenantId))
        .map(({ url, id, body }) => ({ path: url, id, body })),
    sweep: () => time.until(world.sweep()).catch((error: unknown) => String(error)),
    items: () => Promise.resolve(world.items()),
    replaceItem: (item) => {
      world.replaceItem(itemKey.parse(item));
      return Promise.resolve();
    },
    // Each cell has a world of its own.
    forget: () => Promise.resolve(),
    takeLog: () => {
      const taken = world.log().slice(loggedUntil);
      loggedUntil = world.log().length;
      return taken;
    },
    close: world.close,
  };
}
