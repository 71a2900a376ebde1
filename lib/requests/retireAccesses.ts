import { retireAccess } from '../access/retireAccess.ts';
import { ProblemError } from '../core/errors.ts';
import type { RequestDeps } from './ports.ts';

type RetireDeps = Pick<RequestDeps, 'store' | 'clock' | 'settings' | 'newExternalId'>;

/**
 * Retires the accesses of a tenant to these accounts, and returns when none of them is worked on any more. Throws 409 if
 * one cannot be retired, for example because a create has begun meanwhile. The detail then names the accounts whose
 * access is retired.
 */
export async function retireAccesses(
  deps: RetireDeps,
  tenantId: string,
  accounts: readonly string[],
  deadline: number,
): Promise<void> {
  const results = await Promise.allSettled(
    accounts.map((accountId) => retireAccess(deps, { tenantId, accountId }, deadline)),
  );
  const failures = results.flatMap((each): readonly unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  if (failures.length === 0) return;
  const refusal = failures.find((each) => each instanceof ProblemError);
  if (refusal === undefined) throw failures[0];
  const retired = accounts.filter((_, index) => results[index]?.status === 'fulfilled');
  const erased =
    retired.length === 0
      ? 'Nothing was erased.'
      : `A part of the tenant is erased: its access to the account${retired.length > 1 ? 's' : ''} ${retired.join(', ')}.`;
  const { slug, detail, ...more } = refusal.problem;
  throw new ProblemError(slug, `${erased} ${detail}`, { ...more, ...refusal.headers, cause: refusal });
}
