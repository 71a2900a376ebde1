import { ProblemError } from '../core/errors.ts';
import { linkRights } from '../record/links.ts';
import { longestClaimSeconds, longestLinkSeconds, type WantedLink } from '../requests/link.ts';
import type { Deps } from './ports.ts';
import type { LinkBody } from './request/linkBody.ts';
import { invalid, nothingMade } from './request/readBody.ts';

/**
 * Returns the link that a request asks for. Without `may`, it allows everything that its receiver permits. Throws 403 if a link whose keys go to the vendor is to claim, 422 if it is to be valid for too long, or if it leads
 * back to a page that the deployment does not list.
 *
 * @param pointer where the body has the link
 */
export function resolveLink(
  { settings: { returnOrigins } }: Deps<never>,
  given: LinkBody = {},
  pointer: '' | '/link',
): WantedLink {
  const { delivers = 'vendor', message, askedBy, returnUrl } = given;
  const wanted = given.may ?? (delivers === 'tenant' ? linkRights : ['see', 'launch']);
  const may = linkRights.filter((right) => wanted.includes(right));
  const mayClaim = may.includes('claim');
  if (mayClaim && delivers === 'vendor')
    throw new ProblemError(
      'link-may-not',
      `${nothingMade}A link may claim the keys only if they go to the tenant. Send "delivers": "tenant", or omit claim.`,
    );
  const longest = mayClaim ? longestClaimSeconds : longestLinkSeconds;
  const seconds = given.expiresInSeconds ?? longest;
  if (seconds > longest)
    throw invalid(
      [
        {
          pointer: `${pointer}/expiresInSeconds`,
          detail: `must be at most ${longest} seconds, which is an hour, for a link that may claim.`,
        },
      ],
      nothingMade,
    );
  if (returnUrl !== undefined && !isListed(returnUrl, returnOrigins))
    throw invalid(
      [
        {
          pointer: `${pointer}/returnUrl`,
          detail: 'must have one of the origins that this deployment lists in LATCHKEY_RETURN_ORIGINS.',
        },
      ],
      nothingMade,
    );
  return { may, delivers, message, askedBy, returnUrl, seconds };
}

/** Whether a URL has one of the origins. A user name in it could hide the host from a reader, so it must have none. */
function isListed(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return origins.includes(origin) && username === '' && password === '';
}
