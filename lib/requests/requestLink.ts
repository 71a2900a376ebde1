import { updateMetadata } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { newLink, type NewLink } from './link.ts';
import type { Onboarding, Status } from '../record/onboarding.ts';
import type { RecordDeps } from '../record/ports.ts';
import { auditMetadataChange } from '../record/auditAndEvents.ts';

/** Whether a link has something to do: see how it goes on, say that the stack is launched, claim. */
const isOpen: Readonly<Record<Status, boolean>> = {
  awaiting_access: true,
  provisioning: true,
  ready: true,
  claiming: true,
  claimed: false,
  rolling_back: true,
  failed: true,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: false,
};

const open = () => Object.entries(isOpen).flatMap(([status, isIt]) => (isIt ? [status] : []));

/**
 * A new link token, good for `seconds`; the one before is good no more. Throws 409 where a link has nothing left to do,
 * or callers sign their requests, which the bearer of a link cannot.
 */
export async function createLink(
  deps: RecordDeps,
  record: Onboarding,
  seconds: number | undefined,
): Promise<{ onboarding: Onboarding; link: NewLink }> {
  if (seconds === undefined)
    throw new ProblemError(
      'wrong-state',
      'Links do not work with this deployment: it accepts only requests that are signed with AWS Signature Version 4, and a browser cannot sign them.',
    );
  const now = deps.clock.now();
  const link = newLink(record.id, now, seconds);
  const after = await updateMetadata(deps, record, (standing) => {
    if (!isOpen[standing.status]) return undefined;
    return { ...standing, link: link.kept, audit: auditMetadataChange(standing, deps.actor, now) };
  });
  if (after !== undefined) return { onboarding: after, link };
  throw new ProblemError(
    'wrong-state',
    `A link can be created only in one of these statuses: ${open().join(', ')}. Read the onboarding to see its status.`,
    { onboarding: record.id },
  );
}

/** Ends the link, where there is one. */
export async function revokeLink(deps: RecordDeps, record: Onboarding): Promise<void> {
  const now = deps.clock.now();
  await updateMetadata(deps, record, (standing) =>
    standing.link === undefined
      ? undefined
      : { ...standing, link: undefined, audit: auditMetadataChange(standing, deps.actor, now) },
  );
}
