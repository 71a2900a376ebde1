import { ProblemError } from '../core/errors.ts';
import type { LinkRight } from '../record/links.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { linkWithToken, type LinkCall } from '../requests/link.ts';

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
