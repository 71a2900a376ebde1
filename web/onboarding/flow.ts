import { LatchkeyConnectionError, LatchkeyProblem, newIdempotencyKey, type Onboarding } from '../../client/index.ts';
import { endsLink, isBusy } from './failures.ts';
import type { LinkApi } from './linkApi.ts';
import { pauseAfter, whileWaiting, whileWorking } from './pauses.ts';
import { isHandedOver, isWorking, nextLook, type Action, type FlowState } from './state.ts';

/** What the flow needs from the page. */
export interface FlowDeps {
  readonly api: LinkApi;
  /** Epoch ms. */
  readonly now: () => number;
  /** Calls `run` once after `ms` milliseconds. Returns what cancels it. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** Called after each change of the state. */
  readonly changed: (state: FlowState, before: FlowState) => void;
}

/** The page of one onboarding: its state, and what the person on it can do. */
export interface Flow {
  readonly state: () => FlowState;
  /** Reads the review and the onboarding, and then goes on reading while something can change. */
  start(): Promise<void>;
  /** Reads at once instead of at the end of the pause, for example when the person comes back from the AWS console. */
  lookNow(): void;
  finishReview(): void;
  backToReview(): void;
  /** The person has opened the launch link, or has run the command. */
  launched(): void;
  /** Continues the onboarding now, after a failure was resolved. */
  retry(): Promise<void>;
  claim(): Promise<void>;
  /** The person has stored the keys: the page forgets them. */
  forgetKeys(): void;
  share(): Promise<void>;
  forgetShared(): void;
  /** Ends all reads and forgets the keys. */
  stop(): void;
}

/** The state before the first answer. */
export const firstState: FlowState = {
  link: 'reading',
  review: undefined,
  onboarding: undefined,
  isPastReview: false,
  hasLaunched: false,
  running: undefined,
  isUnreachable: false,
  refusal: undefined,
  keys: undefined,
  hasClaimed: false,
  isClaimUnanswered: false,
  areKeysLost: false,
  shared: undefined,
  readAt: undefined,
};

/**
 * Returns the flow of an onboarding's page. It sends nothing before `start`.
 *
 * @param start what a page that was loaded again still knows
 */
export function createFlow(deps: FlowDeps, start: Partial<FlowState> = {}): Flow {
  const { api, now } = deps;
  let state: FlowState = { ...firstState, ...start };
  let isStopped = false;
  const hasStopped = () => isStopped;
  let cancel = () => {};
  /** Reads in a row that found nothing new. */
  let reads = 0;
  let lastPrint: string | undefined;
  /** How many answers with an onboarding the page has shown. */
  let answers = 0;
  /** The look that runs. A second one would only repeat it. */
  let looking: Promise<void> | undefined;
  /**
   * Kept until an answer has arrived, so that a repeated claim is the same claim. The client has the private key for which
   * its keys are sealed.
   */
  let claimKey: string | undefined;

  const set = (change: Partial<FlowState>) => {
    const before = state;
    state = { ...state, ...change };
    deps.changed(state, before);
  };

  const took = (onboarding: Onboarding) => {
    if (isStopped) return;
    answers += 1;
    if (!isLook(onboarding)) {
      const print = fingerprint(onboarding);
      if (print !== lastPrint) reads = 0;
      lastPrint = print;
    }
    set({ onboarding, isUnreachable: false, readAt: now() });
  };

  /** An answer that another one has overtaken is older than what the page shows, so it is dropped. */
  const read = async () => {
    const before = answers;
    const onboarding = await api.read();
    if (answers === before) took(onboarding);
  };

  /** Handles the failure of a call. Returns whether a later read may succeed. */
  const failed = (error: unknown): boolean => {
    if (isStopped) return false;
    if (endsLink(error)) {
      set({ link: 'ended', running: undefined });
      return false;
    }
    // The gateway's refusal of too many requests has no CORS headers, so that a page elsewhere sees no answer at all.
    if (error instanceof LatchkeyConnectionError || isBusy(error)) set({ isUnreachable: true });
    else if (!(error instanceof LatchkeyProblem)) throw error;
    return true;
  };

  const look = async () => {
    try {
      const next = nextLook(state);
      if (next === 'begin') await begin();
      if (next === 'read') await read();
      if (next === 'provision') await provision();
      if (next === 'claim') await claim();
    } catch (error) {
      failed(error);
    }
  };

  /**
   * Asks the service to use the stack. While this call works in the account, reads show the steps. A refusal is in the
   * onboarding too, so it is read.
   */
  const provision = async () => {
    const sent = api.provision();
    void readUntil(sent);
    try {
      took(await sent);
    } catch (error) {
      if (!(error instanceof LatchkeyProblem) || endsLink(error) || isBusy(error)) throw error;
      await read();
    }
  };

  /** Reads with growing pauses until a call has an answer. */
  const readUntil = async (sent: Promise<unknown>) => {
    const over = sent.then(
      () => 'over',
      () => 'over',
    );
    for (let reading = 0; !isStopped; reading += 1) {
      if ((await Promise.race([over, pause(pauseAfter(whileWorking, reading))])) === 'over') return;
      await read().catch(() => undefined);
    }
  };

  const pause = (ms: number) =>
    new Promise<undefined>((resolve) => {
      deps.later(() => {
        resolve(undefined);
      }, ms);
    });

  const schedule = () => {
    cancel();
    if (isStopped || nextLook(state) === 'none') return;
    const status = state.onboarding?.status;
    const isSoon = status === undefined || isWorking(status) || state.isClaimUnanswered;
    const pauses = isSoon ? whileWorking : whileWaiting;
    cancel = deps.later(lookAndSchedule, pauseAfter(pauses, reads));
    reads += 1;
  };

  const lookAndSchedule = () => {
    cancel();
    looking ??= look().finally(() => {
      looking = undefined;
      schedule();
    });
  };

  const act = async (running: Action, call: () => Promise<void>) => {
    if (state.running !== undefined || isStopped) return;
    cancel();
    set({ running, refusal: undefined });
    try {
      await call();
    } catch (error) {
      if (failed(error) && error instanceof LatchkeyProblem && !isBusy(error)) set({ refusal: error });
    } finally {
      if (!hasStopped()) {
        set({ running: undefined });
        reads = 0;
        schedule();
      }
    }
  };

  const begin = async () => {
    const [review, onboarding] = await Promise.all([api.review(), api.read()]);
    if (isStopped) return;
    reads = 0;
    set({ link: 'valid', review, onboarding, isUnreachable: false, readAt: now() });
  };

  const claim = async () => {
    claimKey ??= newIdempotencyKey();
    try {
      const claimed = await api.claim(claimKey);
      claimKey = undefined;
      if (isStopped) return;
      const { keys, onboarding } = claimed;
      // Without keys and still not claimed, AWS was too late to create them: a later claim can have them.
      const areKeysLost = keys === undefined && isHandedOver(onboarding);
      // A read that was sent before shows the onboarding without the claim.
      answers += 1;
      const hasClaimed = keys !== undefined || areKeysLost;
      set({ onboarding, keys, areKeysLost, hasClaimed, isClaimUnanswered: false, isUnreachable: false, readAt: now() });
    } catch (error) {
      // Another window or person may have claimed. If the onboarding is claimed, this is no failure.
      if (error instanceof LatchkeyProblem && !endsLink(error) && !isBusy(error)) {
        claimKey = undefined;
        set({ isClaimUnanswered: false });
        await read();
        if (isHandedOver(state.onboarding)) return;
      } else set({ isClaimUnanswered: true });
      throw error;
    }
  };

  return {
    state: () => state,
    start: async () => {
      lookAndSchedule();
      await looking;
    },
    lookNow: () => {
      if (isStopped || state.running !== undefined) return;
      reads = 0;
      lookAndSchedule();
    },
    finishReview: () => {
      set({ isPastReview: true });
      reads = 0;
      schedule();
    },
    backToReview: () => {
      set({ isPastReview: false });
    },
    launched: () => {
      set({ hasLaunched: true });
      reads = 0;
      schedule();
    },
    retry: () => act('provision', provision),
    claim: () => act('claim', claim),
    forgetKeys: () => {
      set({ keys: undefined });
    },
    share: () =>
      act('share', async () => {
        set({ shared: await api.share() });
      }),
    forgetShared: () => {
      set({ shared: undefined });
    },
    stop: () => {
      isStopped = true;
      cancel();
      state = { ...state, keys: undefined, shared: undefined };
    },
  };
}

/** What of an onboarding a person sees: if this is the same, nothing new has happened. */
function fingerprint({ status, steps, waiting, problem }: Onboarding): string {
  return JSON.stringify([status, steps, waiting?.reason, problem?.type]);
}

/** Whether an attempt has only begun to look whether the role is there. Most end as they began, so this is no news. */
function isLook({ status, steps, waiting }: Onboarding): boolean {
  return status === 'provisioning' && waiting === undefined && steps.every(({ startedAt }) => startedAt === null);
}
