import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, type Refusal } from '../../local/aws/errors.ts';
import { serverFailure, throttling } from '../../local/aws/failures.ts';
import type { Interpose, Interposed } from '../../local/aws/interpose.ts';
import { createFaults } from './faults.ts';
import { factsOf } from './wireFacts.ts';
import type { Order } from './kinds.ts';

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
  let pid = 0;
  let active = 0;
  let lastActiveAt = 0;

  const quiet = async () => {
    active -= 1;
    const since = performance.now();
    while (active > 0 || performance.now() - lastActiveAt < quietMs) {
      if (performance.now() - since > longestQuietMs) break;
      await sleep(pollEveryMs);
    }
    active += 1;
  };
  const faults = createFaults(now, quiet);

  const answer: Interpose = async (call, apply) => {
    const { service } = call;
    const fault = await faults.next(factsOf(call));
    switch (fault) {
      case undefined:
        return apply();
      case 'over quota':
        return errorAnswer(service, quota, requestId);
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
      case 'throttled':
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
    arm: ({ pid: armed, ...order }: Order) => {
      pid = armed;
      faults.arm(order);
    },
    report: faults.report,
    disarm: faults.disarm,
    /** Waits until no call of the service is in progress. */
    whenIdle: async () => {
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
