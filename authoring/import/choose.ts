import type { FoundManagedPolicy, FoundPolicies, FoundPolicy } from './foundPolicy.ts';
import { isForResource } from './policy/readPolicy.ts';
import type { Place } from './source/mappedText.ts';

/** What the person asked for. */
export interface Choice {
  /** Numbers of fences. */
  readonly fences: readonly number[];
  /** Numbers of the list, names, or parts of headings. */
  readonly policies: readonly string[];
}

/** A line of the list of what can be chosen. */
export interface Option {
  readonly number: number;
  readonly name: string | undefined;
  readonly where: string;
  readonly place: Place;
}

export type Chosen =
  | { readonly policies: readonly FoundPolicy[]; readonly managed: readonly FoundManagedPolicy[] }
  | { readonly options: readonly Option[]; readonly why: string };

/**
 * Returns the policies that are meant: those of the choice, the only one there is, or all if they are of one user, group
 * or role. Otherwise returns the list to choose from, and why.
 */
export function choose({ policies: found, managed }: FoundPolicies, { fences, policies: wanted }: Choice): Chosen {
  const policies = found.filter(({ document, unreadable }) => unreadable !== undefined || !isForResource(document));
  const options = policies.map(({ name, where, place }, index) => ({ number: index + 1, name, where, place }));
  if (fences.length === 0 && wanted.length === 0) {
    const [first, ...more] = policies;
    const owners = new Set([...policies, ...managed].map(({ owner }) => owner));
    if (first === undefined || more.length === 0 || (owners.size === 1 && !owners.has(undefined)))
      return { policies, managed };
    return { options, why: `The file has ${String(policies.length)} policies.` };
  }
  const chosen = new Set<FoundPolicy>();
  for (const fence of fences) {
    const inFence = policies.filter((policy) => policy.fence === fence);
    if (inFence.length === 0) {
      const why = found.some((policy) => policy.fence === fence)
        ? `The policy in fence ${String(fence)} names principals, as the policy of a role or a bucket does.`
        : `There is no policy in fence ${String(fence)}.`;
      return { options, why };
    }
    for (const policy of inFence) chosen.add(policy);
  }
  for (const want of wanted) {
    const named = /^\d+$/.test(want)
      ? policies.filter((_, index) => index + 1 === Number(want))
      : matching(policies, want);
    const [policy, ...more] = named;
    if (policy === undefined) return { options, why: `There is no policy ${JSON.stringify(want)}.` };
    if (more.length > 0) return { options, why: `Several policies match ${JSON.stringify(want)}.` };
    chosen.add(policy);
  }
  const owners = new Set([...chosen].map(({ owner }) => owner));
  return {
    policies: policies.filter((policy) => chosen.has(policy)),
    managed: managed.filter(({ owner }) => owners.has(owner)),
  };
}

function matching(policies: readonly FoundPolicy[], want: string): readonly FoundPolicy[] {
  const exact = policies.filter(({ name }) => name === want);
  if (exact.length > 0) return exact;
  return policies.filter(({ where, owner }) => owner === want || where.toLowerCase().includes(want.toLowerCase()));
}
