import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, type Refusal } from '../../local/aws/errors.ts';
import { serverFailure, throttling } from '../../local/aws/failures.ts';
import type { Interpose, Interposed } from '../../local/aws/interpose.ts';
import type { Service, WireAnswer } from '../../local/aws/wire.ts';
import { createNamer } from './callNames.ts';
import { throttledForMs, type Kind, type Order, type Report } from './kinds.ts';

/** Calls that the test makes itself, to poll the queues as Lambda does or to read the table. */
const testCalls = new Set(['Scan', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes']);

const requestId = 'injected-fault';
const pollEveryMs = 5;
/** A refusal is sent when no other call has been in progress for this time, in ms. */
const quietMs = 15;
/** The longest time that a refusal waits, in ms: the service times out soon after. */
const longestQuietMs = 200;

const quota: Refusal = {
  statusCode: 409,
  code: 'LimitExceeded',
  message: 'Cannot exceed quota for PoliciesPerUser: 10',
};
const expired: Refusal = {
  statusCode: 403,
  code: 'ExpiredToken',
  message: 'The security token included in the request is expired',
};

/** Injects the faults of an order into the calls of a phase. */
export function createFaultInjector(now: () => number) {
  let order: Order | undefined;
  let namer = createNamer();
  let calls: string[] = [];
  let wasInjected = false;
  let hasBegun = false;
  let throttled: { readonly service: Service; readonly until: number } | undefined;
  let active = 0;
  let lastActiveAt = 0;

  const inject = async (kind: Kind, call: Interposed, pid: number, apply: () => Promise<WireAnswer>) => {
    const { service } = call;
    switch (kind) {
      case 'dies before':
        process.kill(pid, 'SIGKILL');
        return undefined;
      case 'dies after':
        await apply();
        process.kill(pid, 'SIGKILL');
        return undefined;
      case 'answer lost':
        await apply();
        return undefined;
      case 'throttled for 30 s':
        throttled = { service, until: now() + throttledForMs };
        return errorAnswer(service, throttling[service], requestId);
      case 'server error':
        return errorAnswer(service, serverFailure[service], requestId);
      case 'hangs':
        while (!call.isGone()) await sleep(pollEveryMs);
        return undefined;
      case 'access denied':
        return errorAnswer(service, denied(call), requestId);
      case 'session expired':
        return errorAnswer(service, expired, requestId);
    }
  };
  const refuse = async (call: Interposed) => {
    active -= 1;
    const since = performance.now();
    while (active > 0 || performance.now() - lastActiveAt < quietMs) {
      if (performance.now() - since > longestQuietMs) break;
      await sleep(pollEveryMs);
    }
    active += 1;
    if (!hasBegun) namer.restart();
    hasBegun = true;
    return errorAnswer(call.service, quota, requestId);
  };

  const answer: Interpose = async (call, apply) => {
    if (order === undefined) return apply();
    const { pid, inject: wanted, refuse: refused } = order;
    if (refused !== undefined && new RegExp(refused).test(`${call.service}:${call.action}`)) return refuse(call);
    const name = namer.name(call);
    if (refused !== undefined && !hasBegun) return apply();
    calls.push(name);
    if (throttled?.service === call.service && now() < throttled.until)
      return errorAnswer(call.service, throttling[call.service], requestId);
    if (wasInjected || wanted?.call !== name) return apply();
    wasInjected = true;
    return inject(wanted.kind, call, pid, apply);
  };

  const interpose: Interpose = async (call, apply) => {
    if (call.caller.type === 'root' || testCalls.has(call.action)) return apply();
    active += 1;
    try {
      return await answer(call, apply);
    } finally {
      active -= 1;
      lastActiveAt = performance.now();
    }
  };

  return {
    interpose,
    arm: (wanted: Order) => {
      order = wanted;
      namer = createNamer();
      calls = [];
      wasInjected = false;
      hasBegun = false;
      throttled = undefined;
    },
    /** Ends the refusals and returns what happened. A throttling goes on. */
    report: (): Report => {
      const { refuse: _, ...rest } = order ?? { pid: 0 };
      order = rest;
      return { calls, wasInjected };
    },
    disarm: () => {
      order = undefined;
    },
    /** Waits until no call of the service is in progress. */
    settled: async () => {
      while (active > 0) await sleep(1);
    },
  };
}

function denied({ service, action, caller }: Interposed): Refusal {
  return {
    statusCode: 403,
    code: 'AccessDenied',
    message: `User: ${caller.arn} is not authorized to perform: ${service}:${action} because no identity-based policy allows the ${service}:${action} action`,
  };
}
