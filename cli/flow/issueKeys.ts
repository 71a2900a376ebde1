import {
  LatchkeyConnectionError,
  newIdempotencyKey,
  type KeyOptions,
  type KeysAnswer,
  type NoKeys,
  type Onboarding,
} from '../../client/index.ts';
import { exitCodes, Failure, Interrupted } from '../failures.ts';
import type { CheckedDestination } from '../keys/destination.ts';
import { formatJson } from '../output/json.ts';
import { notice } from '../output/notice.ts';
import type { Work } from './work.ts';

type Keys = Extract<KeysAnswer, { hasKeys: true }>;

/** A call whose answer has keys. */
export interface KeyCall {
  /** What it is for the person: `claim` or `rotation`. */
  readonly what: string;
  /** The command that sends it again if it ran out of time without a key. */
  readonly next: string;
  send(options: KeyOptions): Promise<KeysAnswer>;
  /** Returns what to say about an answer without keys, which is the last one. */
  withoutKeys(answer: NoKeys): string;
}

/**
 * Sends a call whose answer has keys, and writes them to their destination, which was checked before. From the moment the
 * call is sent, a signal no longer ends the command: the keys are written first.
 *
 * @returns the onboarding without secrets
 * @throws Failure if the keys are not where they should be
 */
export async function issueKeys(work: Work, call: KeyCall, destination: CheckedDestination): Promise<Onboarding> {
  const { context } = work;
  for (const line of destination.notices) notice(context, line);
  context.interrupted.throwIfAborted();
  const answer = await sayingWhyItWaits(context, call, () => answerWithKeys(work, call));
  const exitCode = await write(work, answer, destination);
  if (exitCode === 0) throwIfInterrupted(context);
  if (exitCode !== 0) throw new Failure(exitCode, 'The keys are issued, but not where they should be.');
  return withoutSecrets(answer.onboarding);
}

/** Says at a signal why the command does not end yet. */
async function sayingWhyItWaits<T>(context: Work['context'], { what }: KeyCall, asking: () => Promise<T>): Promise<T> {
  const say = () => notice(context, `Waits for the answer to the ${what}, which may have the keys.`);
  context.interrupted.addEventListener('abort', say, { once: true });
  try {
    return await asking();
  } finally {
    context.interrupted.removeEventListener('abort', say);
  }
}

/** A signal came while the keys were issued. */
function throwIfInterrupted({ interrupted }: Work['context']): void {
  const reason: unknown = interrupted.reason;
  if (reason instanceof Interrupted) throw new Interrupted(reason.signal, 'The keys were written first.');
}

/** How long to wait before a call is sent again whose answers were lost, although the client has repeated it. */
const afterLossMs = 5000;

/**
 * Sends the call until an answer has the keys. A call that ran out of time has issued none. Keys whose answer was lost are
 * sealed for a key that the client has in memory, so that the same call gets them again.
 */
async function answerWithKeys({ context, endsAt }: Work, { what, next, send, withoutKeys }: KeyCall): Promise<Keys> {
  let idempotencyKey = newIdempotencyKey();
  let hasLost = false;
  const mayWait = (ms: number) => context.clock.now() + ms <= endsAt && !context.interrupted.aborted;
  for (;;) {
    // The command's signal does not end this call: its answer may have the keys.
    const answer = await send({ idempotencyKey }).catch((error: unknown) => {
      if (isLost(error) && mayWait(afterLossMs)) return undefined;
      throw error;
    });
    if (answer === undefined) {
      if (!hasLost)
        notice(
          context,
          `The answer to the ${what} is lost. Asks for it again: no key is lost while this command runs.`,
        );
      hasLost = true;
      // After a signal, the call is sent once more: it is not known whether it has issued keys.
      await context.clock.sleep(afterLossMs, context.interrupted).catch(() => undefined);
      continue;
    }
    if (answer.hasKeys) return answer;
    idempotencyKey = newIdempotencyKey();
    if (!answer.isInProgress) throw new Failure(exitCodes.refused, withoutKeys(answer));
    const pauseMs = Math.max(1, answer.retryAfterSeconds ?? 2) * 1000;
    if (context.clock.now() + pauseMs > endsAt)
      throw new Failure(exitCodes.outOfTime, `No key was issued in time. To continue: ${next}`);
    await context.clock.sleep(pauseMs, context.interrupted);
  }
}

const isLost = (error: unknown) => error instanceof LatchkeyConnectionError && error.reason !== 'not-latchkey';

async function write({ context }: Work, { onboarding, credentials }: Keys, destination: CheckedDestination) {
  const json = formatJson(onboarding).trimEnd();
  const { exitCode, lines } = await destination.write({ onboarding, keys: credentials, json });
  for (const line of lines) notice(context, line);
  return exitCode;
}

/** Returns an onboarding of which only the IDs of the keys are known. */
function withoutSecrets({ credentials: _, ...onboarding }: Onboarding): Onboarding {
  return onboarding;
}
