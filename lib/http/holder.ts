import { holdsExternalId, ProblemError, withoutExternalId } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Gateways } from './ports.ts';
import { mayActFor, type Caller } from './request/caller.ts';

/**
 * Returns an error as this caller may see it. If an onboarding of another tenant is in the way, the detail names it to a
 * caller who may read that onboarding. A link token reads only its own onboarding. The holder's tenant is read now, and
 * is stored in no record of another tenant: if the holder is erased, or cannot be read, the detail does not name it. The
 * answer to a claim with a link has no external ID.
 */
export async function withHolder(error: unknown, caller: Caller, deps: object): Promise<unknown> {
  if (!(error instanceof ProblemError)) return error;
  // A link that may claim may be one that must not launch.
  if (caller.link?.needs === 'claim' && holdsExternalId.includes(error.problem.slug)) {
    const { slug, detail, ...more } = withoutExternalId(error.problem);
    return new ProblemError(slug, detail, { ...more, ...error.headers, cause: error });
  }
  if (error.problem.heldBy === undefined) return error;
  const { slug, detail, heldBy, ...more } = error.problem;
  if (caller.link !== undefined || !readsOnboardings(deps)) return error;
  const holder: Onboarding | undefined = await deps.store.get(heldBy.onboarding).catch(() => undefined);
  if (holder === undefined || holder.isErasing === true || !mayActFor(caller, holder.tenantId)) return error;
  const named = `The name belongs to onboarding ${holder.id} of the tenant ${holder.tenantId}.`;
  return new ProblemError(slug, `${detail} ${named}`, {
    ...more,
    ...error.headers,
    conflictsWith: holder.id,
    cause: error,
  });
}

/** Whether the function that answers has the state table. A function without it meets no onboarding. */
function readsOnboardings(deps: object): deps is Pick<Gateways, 'store'> {
  return 'store' in deps;
}
