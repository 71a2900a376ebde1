import type { Onboarding, OnboardingHealth } from '../../client/index.ts';
import { shownTime } from './format.ts';
import { keyRows } from './keyRows.ts';
import { messages } from './messages.ts';
import type { AdminState } from './state.ts';

const texts = messages.alerts;

/** Something that whoever operates the deployment has to know before all else. */
export interface Alert {
  readonly tone: 'bad' | 'warn';
  readonly title: string;
  readonly text: string;
  /** The command that helps. */
  readonly command?: string;
}

/** After how many days without a use a key in force is reported as unused (lib/health/unusedKeys.ts). */
const unusedAfterDays = 90;

/** What an alert depends on besides the onboarding. */
interface Shown {
  /** Epoch ms. */
  readonly now: number;
  readonly state: Pick<AdminState, 'operatorsRotate'>;
}

/** Only a token that may create links is shown the links. Such a token can get keys. */
const isBackEnds = ({ links }: Onboarding): boolean => links !== undefined;

/** Whether the page can replace a key: not by a back end's token, which would get the new one. */
export const mayRotate = (onboarding: Onboarding, { operatorsRotate }: Shown['state']): boolean =>
  operatorsRotate && onboarding.status === 'claimed' && !isBackEnds(onboarding);

/** Whether the user has a replaced key. Until Latchkey deletes it, an operator's token cannot rotate the one in force. */
export const hasOldKey = ({ accessKeys = [] }: Onboarding, userName: string): boolean =>
  accessKeys.some((key) => key.userName === userName && key.state !== 'handed_over');

/** Returns what the last look at an account found that cannot wait, and whether the token is one that can get keys. */
export function alertsOf(onboarding: Onboarding, health: OnboardingHealth, { now, state }: Shown): readonly Alert[] {
  const ofToken: readonly Alert[] = isBackEnds(onboarding) ? [{ tone: 'warn', title: texts.backEnd, text: '' }] : [];
  const { status } = onboarding;
  if (status !== 'claimed' && status !== 'rotating' && status !== 'updating') return ofToken;
  return [
    ...ofToken,
    ...exposures(onboarding, health, mayRotate(onboarding, state)),
    ...loss(health),
    ...disuse(onboarding, health, now),
  ];
}

/** Returns the command that replaces the key of a user. An onboarding with one user needs no name. */
export function rotateCommand({ id, accessKeys = [] }: Onboarding, userName: string, more = ''): string {
  const isOneOfMany = new Set(accessKeys.map((key) => key.userName)).size > 1;
  return `npx latchkey rotate ${id}${isOneOfMany ? ` --user ${userName}` : ''}${more}`;
}

function exposures(onboarding: Onboarding, { exposed }: OnboardingHealth, rotatesHere: boolean): readonly Alert[] {
  return exposed.map(({ userName, policyArn, since }) => {
    const title = texts.exposed(userName);
    const found = texts.found(policyArn.replace(/^.*\//, ''), shownTime(since));
    const keys = onboarding.accessKeys?.filter((key) => key.userName === userName) ?? [];
    if (
      keys.some(({ state, handedOverAt }) => state === 'handed_over' && Date.parse(handedOverAt) > Date.parse(since))
    ) {
      const old = keys.find(({ state }) => state === 'retiring');
      if (old === undefined) return { tone: 'warn', title, text: `${found} ${texts.replaced} ${texts.detach}` };
      const command = `npx latchkey retire ${onboarding.id} ${old.accessKeyId} --force`;
      return { tone: 'bad', title, text: `${found} ${texts.oldWorks} ${texts.detach}`, command };
    }
    const isInTheWay = hasOldKey(onboarding, userName);
    const text = `${found} ${texts.endNow} ${texts.detach}`;
    // The page has a button beside the key, and needs no command.
    if (rotatesHere && !isInTheWay) return { tone: 'bad', title, text };
    const command = rotateCommand(onboarding, userName, ` --grace 0${isInTheWay ? ' --end-grace' : ''}`);
    return { tone: 'bad', title, text, command };
  });
}

function loss({ result, items }: OnboardingHealth): readonly Alert[] {
  if (result !== 'access_lost') return [];
  const refusal = items.find(({ kind }) => kind === 'role')?.differences?.[0]?.toDo ?? '';
  return [{ tone: 'bad', title: texts.lost, text: `${texts.lostText} ${refusal}`.trim() }];
}

function disuse(onboarding: Onboarding, health: OnboardingHealth, now: number): readonly Alert[] {
  const since = now - unusedAfterDays * 24 * 3_600_000;
  const unused = keyRows(onboarding, health, now).filter(({ state, times, lastUse }) => {
    const [, handedOverAt = ''] = times.find(([name]) => name === 'handedOver') ?? [];
    if (state !== 'inForce' || lastUse === 'unknown' || !(Date.parse(handedOverAt) <= since)) return false;
    return lastUse === 'never' || lastUse === 'own' || Date.parse(lastUse.at) <= since;
  });
  if (unused.length === 0) return [];
  const named = unused.map(({ accessKeyId, userName }) => `${accessKeyId} (${userName})`).join(', ');
  return [{ tone: 'warn', title: texts.unused(unusedAfterDays), text: texts.unusedText(named) }];
}
