import { LatchkeyConnectionError, newIdempotencyKey, type KeysAnswer, type Onboarding } from '../../client/index.ts';
import { exitCodes, Failure, Interrupted } from '../failures.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import type { CheckedDestination, KeyDestination } from '../keys/destination.ts';
import { expectedUsers } from '../keys/expectedUsers.ts';
import { formatJson } from '../output/json.ts';
import { notice } from '../output/notice.ts';
import { keyOutput } from './keyOutput.ts';
import type { Work } from './work.ts';

type Keys = Extract<KeysAnswer, { hasKeys: true }>;

/**
 * Claims the keys of a ready onboarding and writes them to their destination, which is checked before. From the moment
 * the claim is sent, a signal no longer ends the command: the keys are written first.
 *
 * @returns the onboarding without secrets
 * @throws DestinationError before the claim, and Failure if the keys are not where they should be
 */
export async function claimKeys(work: Work, onboarding: Onboarding, destination: KeyDestination): Promise<Onboarding> {
  const { context } = work;
  const checked = await checkDestination(destination, expectedUsers(onboarding), keyOutput(context));
  for (const line of checked.notices) notice(context, line);
  context.interrupted.throwIfAborted();
  const answer = await sayingWhyItWaits(context, () => claimed(work, onboarding.id));
  const exitCode = await write(work, answer, checked);
  if (exitCode === 0) throwIfInterrupted(context);
  if (exitCode !== 0) throw new Failure(exitCode, 'The keys are issued, but not where they should be.');
  return withoutSecrets(answer.onboarding);
}

/** Says at a signal why the command does not end yet. */
async function sayingWhyItWaits<T>(context: Work['context'], claiming: () => Promise<T>): Promise<T> {
  const say = () => notice(context, 'Waits for the answer to the claim, which may have the keys.');
  context.interrupted.addEventListener('abort', say, { once: true });
  try {
    return await claiming();
  } finally {
    context.interrupted.removeEventListener('abort', say);
  }
}

/** A signal came while the keys were claimed. */
function throwIfInterrupted({ interrupted }: Work['context']): void {
  const reason: unknown = interrupted.reason;
  if (reason instanceof Interrupted) throw new Interrupted(reason.signal, 'The keys were written first.');
}

/** How long to wait before a claim is sent again whose answers were lost, although the client has repeated it. */
const afterLossMs = 5000;

/**
 * Claims until an answer has the keys. A claim that ran out of time has issued none. Keys whose answer was lost are sealed
 * for a key that the client has in memory, so that the same claim gets them again.
 */
async function claimed({ context, client, endsAt }: Work, id: string): Promise<Keys> {
  let idempotencyKey = newIdempotencyKey();
  let hasLost = false;
  const mayWait = (ms: number) => context.clock.now() + ms <= endsAt && !context.interrupted.aborted;
  for (;;) {
    // The command's signal does not end this call: its answer may have the keys.
    const answer = await client.claim(id, { idempotencyKey }).catch((error: unknown) => {
      if (isLost(error) && mayWait(afterLossMs)) return undefined;
      throw error;
    });
    if (answer === undefined) {
      if (!hasLost)
        notice(context, 'The answer to the claim is lost. Asks for it again: no key is lost while this command runs.');
      hasLost = true;
      await context.clock.sleep(afterLossMs, context.interrupted);
      continue;
    }
    if (answer.hasKeys) return answer;
    idempotencyKey = newIdempotencyKey();
    if (!answer.isInProgress) throw lost(answer.id, answer.reason);
    const pauseMs = Math.max(1, answer.retryAfterSeconds ?? 2) * 1000;
    if (context.clock.now() + pauseMs > endsAt)
      throw new Failure(exitCodes.outOfTime, `No key was issued in time. To continue: latchkey claim ${id}`);
    await context.clock.sleep(pauseMs, context.interrupted);
  }
}

const isLost = (error: unknown) => error instanceof LatchkeyConnectionError && error.reason !== 'not-latchkey';

const lost = (id: string, reason = 'The service does not repeat them.') =>
  new Failure(
    exitCodes.refused,
    `The answer had no keys. ${reason}\nlatchkey get ${id} shows whether keys were issued. If so, latchkey offboard ${id} removes them, and a new create issues others.`,
  );

async function write({ context }: Work, { onboarding, credentials }: Keys, checked: CheckedDestination) {
  const json = formatJson(onboarding).trimEnd();
  const { exitCode, lines } = await checked.write({ onboarding, keys: credentials, json });
  for (const line of lines) notice(context, line);
  return exitCode;
}

/** Returns an onboarding of which only the IDs of the keys are known. */
function withoutSecrets({ credentials: _, ...onboarding }: Onboarding): Onboarding {
  return onboarding;
}
