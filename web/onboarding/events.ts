import type { KnownProblemType, Status } from '../../client/index.ts';
import { isHandedOver, stageOf, type FlowState, type Stage } from './state.ts';

/** The events of the element, by name, with their details. They bubble. None has a token, a key or a vendor's text. */
export interface OnboardingEvents {
  /** The link works, and the page shows the onboarding. */
  readonly ready: { readonly stage: Stage; readonly status: Status };
  /** The page shows something else than before, or the person has launched the stack. */
  readonly step: { readonly stage: Stage; readonly status: Status | undefined; readonly hasLaunched: boolean };
  /** The onboarding has stopped, or an action was refused, because of this type of problem. */
  readonly problem: { readonly type: string };
  /** The keys were claimed. `here`: the answer came to this page, with the keys or without (`keys-lost`). */
  readonly done: { readonly delivers: 'vendor' | 'tenant'; readonly here: boolean };
  /** The person leaves, at this stage. */
  readonly exit: { readonly stage: Stage; readonly status: Status | undefined };
}

/** The names of the events. */
export const eventNames = [
  'ready',
  'step',
  'problem',
  'done',
  'exit',
] as const satisfies readonly (keyof OnboardingEvents)[];

type Sent = {
  readonly [Name in keyof OnboardingEvents]: { readonly name: Name; readonly detail: OnboardingEvents[Name] };
}[keyof OnboardingEvents];

/** Returns the events of a change of the state. */
export function eventsOf(state: FlowState, before: FlowState): readonly Sent[] {
  const [stage, stageBefore] = [stageOf(state), stageOf(before)];
  const status = state.onboarding?.status;
  const events: Sent[] = [];
  if (state.link === 'valid' && before.link === 'reading' && status !== undefined)
    events.push({ name: 'ready', detail: { stage, status } });
  const { hasLaunched } = state;
  if (stage !== stageBefore || hasLaunched !== before.hasLaunched)
    events.push({ name: 'step', detail: { stage, status, hasLaunched } });
  const type = problemOf(state);
  if (type !== undefined && type !== problemOf(before)) events.push({ name: 'problem', detail: { type } });
  if (areKeysOut(state) && !areKeysOut(before))
    events.push({
      name: 'done',
      detail: { delivers: state.review?.link?.delivers ?? 'vendor', here: state.hasClaimed },
    });
  return events;
}

/** That the role is not there yet is how each onboarding begins, and no problem. */
function problemOf({ refusal, onboarding }: FlowState): string | undefined {
  const type = onboarding?.problem?.type;
  const isBeginning = onboarding?.status === 'awaiting_access' && type === notThereYet;
  return refusal?.type ?? (isBeginning ? undefined : type);
}

const notThereYet: KnownProblemType = 'urn:latchkey:problem:role-not-usable';

function areKeysOut({ hasClaimed, isClaimUnanswered, onboarding }: FlowState): boolean {
  return hasClaimed || (isHandedOver(onboarding) && !isClaimUnanswered);
}
