import type { LinkCall } from '../../requests/link.ts';
import type { CallerKind } from '../ports.ts';

/** The caller of the API. */
export interface Caller {
  readonly kind: CallerKind;
  /** The name of the token, which the audit trail shows. */
  readonly name: string;
  /** The tenants that the caller may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
  /** The content of the caller's link token. It is not verified until `findOnboarding` has read the onboarding. */
  readonly link?: LinkCall | undefined;
}

export const anybody: Caller = { kind: 'anybody', name: 'anybody' };

/** Returns the namespace of the caller's Idempotency-Keys. Keys of different callers never collide. */
export function keySpace({ name, link }: Caller): string {
  return link === undefined ? name : `link#${link.onboardingId}`;
}

/** Whether the caller may act for the tenant. A caller without a list of tenants may act for all. */
export function mayActFor({ tenants }: Caller, tenantId: string): boolean {
  return tenants === undefined || tenants.includes(tenantId);
}
