import { setTimeout as sleep } from 'node:timers/promises';
import type { Interpose } from '../../local/aws/interpose.ts';
import { tableUnits, type TableUnits } from './tableUnits.ts';

/** A call that one run of a function made. Times are readings of the monotonic clock. */
export interface RecordedCall {
  readonly operation: string;
  /**
   * The operation, and the kind of item or the index that it reads or writes. The same call in another run has the same
   * name.
   */
  name: string;
  readonly startedAt: number;
  endedAt: number;
  readonly units: TableUnits;
}

/** Records the calls of a service, while only one of its functions runs. */
export interface Recorder {
  /** Is called for each call to AWS. */
  readonly interpose: Interpose;
  /** Records a call that does not go to AWS. */
  note(operation: string): Promise<void>;
  /** Returns the calls since the last time, in the order in which they began. */
  take(): readonly RecordedCall[];
}

/** @param delayMs returns how long the next call to a service takes at least, in milliseconds */
export function createRecorder(delayMs: (service: string) => number): Recorder {
  const unitsOf = tableUnits();
  let calls: RecordedCall[] = [];
  const begin = (operation: string, about: string, units: TableUnits): RecordedCall => {
    const call = { operation, name: `${operation} ${about}`.trim(), startedAt: performance.now(), endedAt: 0, units };
    calls.push(call);
    return call;
  };
  const during = async <T>(call: RecordedCall, run: () => Promise<T>): Promise<T> => {
    const [service = ''] = call.operation.split(':');
    const ms = delayMs(service);
    const [result] = await Promise.all([run(), ms === 0 ? undefined : sleep(ms)]);
    call.endedAt = performance.now();
    return result;
  };
  return {
    interpose: async ({ service, action, request }, apply) => {
      const { about, units } = service === 'dynamodb' ? unitsOf(action, request.body.toString('utf8')) : noUnits;
      const call = begin(`${service}:${action}`, about, units);
      const answer = await during(call, apply);
      // The trust probe makes the same call as the function that assumes the role, and is refused.
      if (service === 'sts') call.name += ` ${answer.code}`;
      return answer;
    },
    note: (operation) => during(begin(operation, '', {}), () => Promise.resolve()),
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

const noUnits = { about: '', units: {} };
