import type { OpenedAccount } from '../account/openRunContext.ts';
import type { AccountDeps } from '../account/ports.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { whyUnknown } from './checkItem.ts';
import { lacking } from './differences.ts';
import type { Look, LookItem } from './look.ts';

/** How old a result may be before a look of Latchkey's own tries again, in milliseconds: a week, less an hour. */
const probeAfterMs = (7 * 24 - 1) * 3_600_000;

const toDo =
  'Latchkey, and perhaps others, can use the role without the external ID. Set its trust policy back to the one of the stack: GET /v1/tenants/{tenantId}/access/{accountId} has the template. Then call this again with trust=probe.';

/** What decides whether a look tries the trust policy. */
export interface TrustQuestion {
  /** The look before. */
  readonly before: Look | undefined;
  /** Whether the caller asks for it. */
  readonly isAsked: boolean;
  /** Whether the look is one of Latchkey's own, which tries it once a week. */
  readonly isDaily: boolean;
}

/**
 * Returns whether the trust policy of the role requires the external ID. Tries it only if that is asked for, once a week,
 * and in each daily look as long as it is open, because CloudTrail shows each try as a refused call. Otherwise returns
 * the result of the look before, with its time.
 */
export async function lookAtTrust(
  { clock, settings }: AccountDeps,
  { roleArn }: Onboarding,
  opened: OpenedAccount | undefined,
  question: TrustQuestion,
): Promise<LookItem> {
  const now = clock.now();
  const item = { kind: 'trust' as const, subject: roleArn };
  if (!settings.probesTrust)
    return { ...item, state: 'not_checked', reason: 'This deployment runs on an emulator, which does not check it.' };
  const known = knownTrust(question.before, roleArn);
  if (opened === undefined || !isDue(known, question, now))
    return known ?? { ...item, state: 'not_checked', reason: 'It is tried once a week, or with trust=probe.' };
  try {
    await opened.assertTrustClosed();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.slug === 'trust-policy-open') {
      const differences = [lacking('requires the external ID', 'does not require it', toDo)];
      return { ...item, state: 'drifted', checkedAt: now, differences };
    }
    return known ?? { ...item, state: 'unknown', reason: whyUnknown(error) };
  }
  // Until AWS has distributed the trust policy of a new role, a refusal proves nothing.
  if (now < opened.assumedAt + settings.roleLagMs)
    return { ...item, state: 'unknown', reason: 'The role is new, so that a refusal of AWS proves nothing yet.' };
  return { ...item, state: 'as_planned', checkedAt: now };
}

/** Returns what the look before says about the trust policy, if it was tried, with the time of the try. */
function knownTrust(before: Look | undefined, roleArn: string): LookItem | undefined {
  return before?.items.find(
    ({ kind, subject, checkedAt }) => kind === 'trust' && subject === roleArn && checkedAt !== undefined,
  );
}

function isDue(known: LookItem | undefined, { isAsked, isDaily }: TrustQuestion, now: number): boolean {
  if (isAsked || !isDaily) return isAsked;
  return known?.checkedAt === undefined || known.state === 'drifted' || now >= known.checkedAt + probeAfterMs;
}
