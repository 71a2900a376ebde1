import { ProblemError } from '../core/errors.ts';
import type { LinkRecord, LinkRight } from '../record/links.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { linkWithToken, type LinkCall } from '../requests/link.ts';
import type { Caller } from './request/caller.ts';

/**
 * Throws unless the onboarding has a link with this token that allows the call at `now` (epoch ms): 401 if there is none
 * or it has expired, 403 if it lacks the right.
 */
export function assertLinkMay(call: LinkCall, onboarding: Onboarding | undefined, now: number): void {
  const link = linkWithToken(call, onboarding);
  if (link === undefined)
    throw new ProblemError(
      'unauthorized',
      'This link is not valid. A link ends when it is revoked and when the onboarding is offboarded. Ask its sender for a new one.',
    );
  if (link.expiresAt <= now)
    throw new ProblemError('unauthorized', 'This link has expired. Ask its sender for a new one.');
  if (!link.may.includes(call.needs)) throw new ProblemError('link-may-not', refusal(call.needs));
}

function refusal(needs: LinkRight): string {
  switch (needs) {
    case 'see':
      return 'This link cannot read the onboarding.';
    case 'launch':
      return 'This link can neither provision the onboarding nor be shared.';
    case 'claim':
      return 'This link cannot claim the keys. The vendor claims them, or a link with "delivers": "tenant" does.';
  }
}

/** Returns the caller's own link. Undefined for a caller without a link token. */
export function linkOf({ link }: Pick<Caller, 'link'>, onboarding: Onboarding): LinkRecord | undefined {
  return link === undefined ? undefined : linkWithToken(link, onboarding);
}

/**
 * Whether an answer may contain what launches the stack: the links and commands, and the external ID. A link without
 * `launch` does not need it, and the external ID is not public.
 */
export function mayLaunch(caller: Pick<Caller, 'link'>, onboarding: Onboarding): boolean {
  return caller.link === undefined || linkOf(caller, onboarding)?.may.includes('launch') === true;
}
