import { ProblemError } from '../core/errors.ts';
import { updateMetadata } from '../record/advance.ts';
import { auditMetadataChange } from '../record/auditAndEvents.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { RecordDeps } from '../record/ports.ts';
import type { ReadControlsDeps } from './controls.ts';
import { childLink, linkWithToken, validLinks, type LinkClaim, type NewLink, type SharedTexts } from './link.ts';
import { allowsLink, noLinkIn } from './requestLink.ts';
import { assertNotStopped } from './stops.ts';

/** A shared link. `isNew`: an earlier call has not created it. */
interface SharedLink {
  readonly onboarding: Onboarding;
  readonly link: NewLink;
  readonly isNew: boolean;
}

/**
 * Creates the child of a link, which its holder sends to a colleague. A link has one child: a repeated call returns the
 * same link, with the texts of this call, and writes nothing if they are the same. So a lost answer, a second tab or a
 * reload ends no link that somebody uses. After the child was revoked, the next call creates another one.
 *
 * Throws 403 for a link that is itself a child, 401 if the parent has ended meanwhile, 409 if the status allows no link,
 * and 503 `stopped` if an operator has stopped links.
 */
export async function shareLink(
  deps: RecordDeps & ReadControlsDeps,
  record: Onboarding,
  claim: LinkClaim | undefined,
  texts: SharedTexts,
  deadline: number,
): Promise<SharedLink> {
  await assertNotStopped(deps, record, deadline);
  const now = deps.clock.now();
  const shared: { link?: NewLink; isNew?: boolean; unchanged?: Onboarding } = {};
  const after = await updateMetadata(deps, record, (current) => {
    const parent = claim && linkWithToken(claim, current);
    if (claim === undefined || parent === undefined) throw ended();
    if (parent.parent !== undefined)
      throw new ProblemError('link-may-not', 'This link was shared by its receiver, and cannot be shared again.');
    if (!allowsLink[current.status]) throw noLinkIn(record.id, current.status);
    const valid = validLinks(current, now);
    const before = valid.find((each) => each.parent === parent.id);
    const link = childLink(claim, parent, before, texts, { by: deps.actor.by, now });
    Object.assign(shared, { link, isNew: before === undefined });
    if (before !== undefined && hasSameTexts(before, link.kept)) {
      shared.unchanged = current;
      return undefined;
    }
    const links = [...valid.filter((each) => each !== before), link.kept];
    return { ...current, links, audit: auditMetadataChange(current, deps.actor, now) };
  });
  const onboarding = after ?? shared.unchanged;
  // The tenant is erased.
  if (onboarding === undefined || shared.link === undefined) throw ended();
  return { onboarding, link: shared.link, isNew: shared.isNew === true };
}

const hasSameTexts = (one: SharedTexts, other: SharedTexts) =>
  one.message === other.message && one.askedBy === other.askedBy;

const ended = () => new ProblemError('unauthorized', 'This link is not valid any more.');
