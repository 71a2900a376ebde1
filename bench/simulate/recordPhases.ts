import * as z from 'zod';
import { apiAt, newIdempotencyKey } from '../callApi.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { onboardingMessages, scheduledEvent } from '../../local/api/triggers.ts';
import type { Stack, Tenant } from '../stack.ts';
import { traceOf } from './precedence.ts';
import type { RecordingClock } from './recordingClock.ts';
import type { RecordedCall, Recorder } from './recorder.ts';
import { phases, type Phase, type Traces } from './trace.ts';

const created = z.object({ id: z.string() });
const blueprint = 'tutum';
/** After two days, each onboarding has been due for its daily look. */
const untilLookMs = 50 * 3_600_000;

/** What a run needs besides the stack. */
export interface RecordingParts {
  readonly apiToken: string;
  readonly recorder: Recorder;
  /** Moves the clock forward by this time, in milliseconds, and then does the work. */
  readonly inDays: RecordingClock['inDays'];
}

type Run = ReadonlyMap<Phase, readonly RecordedCall[]>;

/**
 * Runs every phase `runs` times, with a webhook, and returns the traces that the runs have in common. A run before them
 * is not recorded: in it, the functions look up the URLs of the queues and store the blueprint, which only the very
 * first process has to do.
 */
export async function recordTraces(stack: Stack, parts: RecordingParts, runs: number): Promise<Traces> {
  await recordRun(stack, parts);
  const recorded: Run[] = [];
  for (let run = 0; run < runs; run += 1) recorded.push(await recordRun(stack, parts));
  const trace = (phase: Phase) => traceOf(recorded.map((run) => run.get(phase) ?? []));
  return z.custom<Traces>().parse(Object.fromEntries(phases.map((phase) => [phase, trace(phase)])));
}

async function recordRun(stack: Stack, { apiToken, recorder, inDays }: RecordingParts): Promise<Run> {
  const run = new Map<Phase, readonly RecordedCall[]>();
  const during = async <T>(phase: Phase, work: () => Promise<T>): Promise<T> => {
    recorder.take();
    const result = await work();
    run.set(phase, recorder.take());
    return result;
  };
  const api = apiAt(stack.url, apiToken);
  const call = (method: string, path: string, body?: object, headers = {}) =>
    api(method, path, body, { ...newIdempotencyKey(), ...headers });
  const create = async ({ tenantId, accountId }: Tenant, name: string, headers = {}) => {
    const parameters = { userName: name, policyName: name };
    const body = { tenantId, accountId, blueprint, parameters, webhook: { url: stack.receiver.url } };
    return created.parse(await call('POST', '/v1/onboardings', body, headers)).id;
  };
  const work = (id: string) => stack.functions.work(onboardingMessages([id]), lambdaContext('work', 120_000));
  const deliver = (id: string) =>
    stack.functions.deliverWebhooks(onboardingMessages([id]), lambdaContext('deliverWebhooks', 90_000));
  const later = { prefer: 'respond-async' };

  const now = await during('access', () => stack.newTenant(blueprint, {}));
  const nowFirst = await during('createNowFirst', () => create(now, 'first'));
  await during('deliver', () => deliver(nowFirst));
  await during('createNowAgain', () => create(now, 'second'));

  const tenant = await stack.newTenant(blueprint, {});
  for (const [which, name] of [
    ['First', 'first'],
    ['Again', 'second'],
  ] as const) {
    const id = await during(`createLater${which}`, () => create(tenant, name, later));
    await during(`work${which}`, () => work(id));
    await deliver(id);
    await during(`claim${which}`, () => call('POST', `/v1/onboardings/${id}/credentials`));
    await deliver(id);
    if (which === 'First') await during('offboard', () => call('DELETE', `/v1/onboardings/${id}`));
    else await inDays(untilLookMs, () => during('look', () => work(id)));
  }
  await during('sweep', () => stack.functions.sweep(scheduledEvent('sweep'), lambdaContext('sweep', 60_000)));
  return run;
}
