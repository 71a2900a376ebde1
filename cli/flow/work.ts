import type { LatchkeyClient, Onboarding, Wanted, WaitTarget } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { openProgress } from '../progress/progress.ts';
import type { Progress, Snapshot } from '../progress/snapshot.ts';

/** What a command needs while it follows an onboarding. */
export interface Work {
  readonly context: CliContext;
  readonly client: LatchkeyClient;
  readonly progress: Progress;
  /** When the command gives up (ms, on the clock of the context). */
  readonly endsAt: number;
}

/** Begins to follow an onboarding, for at most `timeoutMs`. */
export function startWork(context: CliContext, client: LatchkeyClient, timeoutMs: number): Work {
  return { context, client, progress: openProgress(context), endsAt: context.clock.now() + timeoutMs };
}

/**
 * Reads an onboarding until it is as wanted, and shows its steps meanwhile.
 *
 * @throws LatchkeyWaitError when the time is over, or when the onboarding has stopped before
 */
export async function follow(
  { context: { clock, interrupted }, client, progress, endsAt }: Work,
  target: WaitTarget,
  wanted: Wanted,
  snapshotOf: (onboarding: Onboarding, now: number) => Snapshot,
): Promise<Onboarding> {
  return client.waitFor(target, wanted, {
    signal: interrupted,
    timeoutMs: Math.max(0, endsAt - clock.now()),
    onRead: (onboarding) => progress.show(snapshotOf(onboarding, clock.now())),
  });
}
