import type { CallLog } from '../../local/aws/calls.ts';
import type { Faults } from '../../local/sandbox/faults.ts';
import type { NetworkCall, Wire } from '../model/wire.ts';
import type { VirtualTime } from '../model/time.ts';

/** The longest way of a request or of its answer, in ms. */
const longestMs = 30;

/**
 * A network in virtual time that applies the faults of a sandbox, as the port of the local AWS does it, and logs each
 * call. A call to the table or a queue is delayed even beyond the caller's timeout.
 */
export function faultyWire(time: VirtualTime, faults: Faults, calls: CallLog): Wire {
  const travel = () => time.sleep(Math.random() * longestMs);
  const answer = async <T>(call: NetworkCall<T>): Promise<T> => {
    await travel();
    const effects = faults.next(call.operation);
    await effects.delay();
    if (effects.answer !== undefined) return call.answered(effects.answer);
    if (effects.throttled) return call.refuse('throttled');
    if (effects.failsBefore) return call.refuse('fails');
    const result = await time.busily(() => call.apply(effects.appearLateMs));
    if (effects.losesAnswer) return call.hangUp();
    return effects.failsAfter ? call.refuse('fails') : result;
  };
  return async (call) => {
    const { service, callerArn: principal = '' } = call.facts;
    const at = new Date(time.now()).toISOString();
    const ended = calls.begin({ at, accountId: principal.split(':')[4] ?? '', principal, operation: call.operation });
    const answering = answer(call).finally(() => {
      ended('ok');
    });
    const isOfTenant = service === 'iam' || service === 'sts';
    const result = await (isOfTenant ? Promise.race([answering, call.noAnswer()]) : answering);
    await travel();
    return result;
  };
}
