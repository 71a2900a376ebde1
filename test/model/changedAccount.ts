import type { TenantAccount } from '../../lib/account/ports.ts';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import type { Scenario } from './scenario.ts';

/**
 * Replaces calls to IAM in the tenant's account. `change` returns the replacements for an account that Latchkey opens.
 * @returns a function that ends this
 */
export function changeAccount(
  { world: { deps, tenantAccounts } }: Scenario,
  change: (account: TenantAccount) => Partial<TenantAccount>,
): () => void {
  const assume: typeof tenantAccounts.assume = async (...of) => {
    const account = await tenantAccounts.assume(...of);
    return { ...account, ...change(account) };
  };
  Object.assign(deps, { tenantAccounts: { ...tenantAccounts, assume } });
  return () => {
    Object.assign(deps, { tenantAccounts });
  };
}

/** Leaves each DeleteAccessKey without an answer. IAM does not carry it out. Returns a function that ends this. */
export function leaveKeyDeletionsUnanswered(scenario: Scenario): () => void {
  return changeAccount(scenario, (account) => ({
    removeFromUser: (user, what, item) =>
      what === 'access-key'
        ? Promise.reject(new AwsFailure('iam:DeleteAccessKey', 'TimeoutError', 'no answer', 'unknown'))
        : account.removeFromUser(user, what, item),
  }));
}
