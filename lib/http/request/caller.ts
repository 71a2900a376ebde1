import { ProblemError } from '../../core/errors.ts';
import type { LinkClaim } from '../../requests/link.ts';

/** Who asks. */
export interface Caller {
  /** The token's name, as the audit trail shows it. */
  readonly name: string;
  /** The tenants it may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
  /** Came with a link token. What it says is believed only when the onboarding has been read (`findOnboarding`). */
  readonly link?: LinkClaim | undefined;
}

export const anybody: Caller = { name: 'anybody' };

/** Whose Idempotency-Keys a request's are: a caller's own, never another's. */
export function keySpace({ name, link }: Caller): string {
  return link === undefined ? name : `link#${link.onboardingId}`;
}

export function mayActFor({ tenants }: Caller, tenantId: string): boolean {
  return tenants === undefined || tenants.includes(tenantId);
}

/** Throws 422 for a tenant in a body that the token may not act for; whether there is such a tenant it does not say. */
export function mustActFor(caller: Caller, tenantId: string): void {
  if (mayActFor(caller, tenantId)) return;
  throw new ProblemError(
    'invalid-request',
    'Nothing was created. This token is not allowed to act for the tenant in /tenantId.',
    {
      errors: [{ pointer: '/tenantId', detail: 'is not a tenant that this token is allowed to act for.' }],
    },
  );
}
