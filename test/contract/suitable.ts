import type { Onboarding, Status } from '../../lib/record/onboarding.ts';
import type { LinkRight } from '../../lib/record/links.ts';
import { changeableOf } from './changes.ts';
import { hasOldKey, isLocked } from './keys.ts';
import type { Known } from './known.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';

type Fits = (onboarding: Onboarding) => boolean;

const isIn =
  (...statuses: readonly Status[]): Fits =>
  ({ status }) =>
    statuses.includes(status);
const hasLinks: Fits = ({ links = [] }) => links.length > 0;

/** By operation, the onboardings for which it has something to do. */
const wanted: Readonly<Record<string, Fits>> = {
  provisionOnboarding: isIn('awaiting_access', 'failed', 'needs_attention', 'provisioning', 'expired'),
  claimCredentials: isIn('ready', 'claiming'),
  rotateCredentials: (each) => each.status === 'claimed' && !isLocked(each),
  retireKey: hasOldKey,
  reactivateKey: hasOldKey,
  updateOnboarding: (each) => isIn('ready', 'claimed')(each) && changeableOf(each.blueprint).length > 0,
  previewUpdate: isIn('ready', 'claimed'),
  onboardingHealth: isIn('ready', 'claimed'),
  createLink: isIn('ready'),
  shareLink: isIn('awaiting_access', 'ready'),
  revokeLink: isIn('awaiting_access', 'ready'),
  endLink: hasLinks,
  awsProfiles: isIn('claimed'),
  redeliver: isIn('ready', 'claimed', 'failed', 'offboarded'),
};

/** Whether an operation is called with the token of a link, and of no other kind. */
export const isForLinks = ({ schemes }: Operation): boolean =>
  schemes.length > 0 && schemes.every((scheme) => scheme === 'linkToken');

/** By operation, what a link has to allow, if not only to see the onboarding. */
const rights: Readonly<Record<string, LinkRight>> = {
  claimCredentials: 'claim',
  provisionOnboarding: 'launch',
  shareLink: 'launch',
};

/** Returns the tokens of the links of an onboarding that may do what the operation does, oldest first. */
export function linkTokensFor(
  { name }: Operation,
  { links = [] }: Pick<Onboarding, 'links'>,
  { links: known, now }: Known,
): readonly string[] {
  return links
    .filter(({ may, expiresAt }) => may.includes(rights[name] ?? 'see') && expiresAt > now())
    .filter(({ parent }) => name !== 'shareLink' || parent === undefined)
    .flatMap(({ sha256 }) => known.filter((each) => each.sha256 === sha256))
    .map(({ token }) => token);
}

/** Returns the onboardings for which an operation has something to do. */
export function fitting(operation: Operation, known: Known): readonly Onboarding[] {
  const fits = wanted[operation.name] ?? (() => true);
  return known
    .onboardings()
    .filter((each) => fits(each) && (!isForLinks(operation) || linkTokensFor(operation, each, known).length > 0));
}

/** Returns an onboarding for an operation, in most cases one for which it has something to do. */
export function suitable(operation: Operation, known: Known, random: Random): Onboarding | undefined {
  const fit = fitting(operation, known);
  return random.pickAny(fit.length > 0 && random.chance(0.9) ? fit : known.onboardings());
}
