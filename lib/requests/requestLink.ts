import { updateMetadata } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { newLink, validLinks, type NewLink, type WantedLink } from './link.ts';
import { maxLinks } from '../record/links.ts';
import type { Onboarding, Status } from '../record/onboarding.ts';
import type { RecordDeps } from '../record/ports.ts';
import type { ReadControlsDeps } from './controls.ts';
import { assertNotStopped } from './stops.ts';
import { auditMetadataChange } from '../record/auditAndEvents.ts';

/** Whether a link can be created or shared in this status: its holder can still follow, provision or claim the onboarding. */
export const allowsLink: Readonly<Record<Status, boolean>> = {
  awaiting_access: true,
  provisioning: true,
  ready: true,
  claiming: true,
  claimed: false,
  rotating: false,
  updating: false,
  rolling_back: true,
  failed: true,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: false,
};

const statusesWithLink = () => Object.entries(allowsLink).flatMap(([status, isAllowed]) => (isAllowed ? [status] : []));

/**
 * Creates a link token. Links that have expired leave the record. Throws 409 if the status allows no link, or if as many
 * as possible are valid; links that were shared do not count. Throws 503 `stopped` if an operator has stopped links.
 */
export async function createLink(
  deps: RecordDeps & ReadControlsDeps,
  record: Onboarding,
  wanted: WantedLink,
  deadline: number,
): Promise<{ onboarding: Onboarding; link: NewLink }> {
  await assertNotStopped(deps, record, deadline);
  const now = deps.clock.now();
  const link = newLink(record.id, wanted, deps.actor, now);
  let { status } = record;
  const after = await updateMetadata(deps, record, (current) => {
    ({ status } = current);
    if (!allowsLink[status]) return undefined;
    const valid = validLinks(current, now);
    if (valid.filter(({ parent }) => parent === undefined).length >= maxLinks) throw tooManyLinks(record.id);
    return { ...current, links: [...valid, link.kept], audit: auditMetadataChange(current, deps.actor, now) };
  });
  if (after !== undefined) return { onboarding: after, link };
  throw noLinkIn(record.id, status);
}

/** Returns the problem for a link in a status that allows none. */
export function noLinkIn(onboarding: string, status: Status): ProblemError {
  return new ProblemError(
    'wrong-state',
    `The onboarding has the status ${status}. A link can be created only in one of these statuses: ${statusesWithLink().join(', ')}.`,
    { onboarding },
  );
}

function tooManyLinks(onboarding: string): ProblemError {
  return new ProblemError(
    'wrong-state',
    `This onboarding has ${maxLinks} valid links, which is the maximum. Revoke them, or wait until one expires.`,
    { onboarding },
  );
}

/** Invalidates one link of an onboarding, and the one that its holder has shared. Does nothing if there is none with this ID, as after an earlier call. */
export async function revokeLink(deps: RecordDeps, record: Onboarding, id: string): Promise<void> {
  const now = deps.clock.now();
  await updateMetadata(deps, record, (current) => {
    const rest = current.links?.filter((each) => each.id !== id && each.parent !== id) ?? [];
    if (rest.length === (current.links?.length ?? 0)) return undefined;
    return { ...current, links: rest, audit: auditMetadataChange(current, deps.actor, now) };
  });
}

/** Invalidates every link of an onboarding. Does nothing if there is none. */
export async function revokeLinks(deps: RecordDeps, record: Onboarding): Promise<void> {
  const now = deps.clock.now();
  await updateMetadata(deps, record, (current) =>
    (current.links ?? []).length === 0
      ? undefined
      : { ...current, links: undefined, audit: auditMetadataChange(current, deps.actor, now) },
  );
}
