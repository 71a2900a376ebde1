import type { IAMClient } from '@aws-sdk/client-iam';
import type { CallGuard } from '../../core/ports.ts';

/**
 * The lease is looked at once more when the request is signed and about to leave: between the first look and here lie
 * awaits, and a Lambda can be frozen in any of them.
 */
export function addLeaseGuard(stack: IAMClient['middlewareStack'], guard: CallGuard): void {
  stack.add(
    (next) => async (args) => {
      guard.check();
      return next(args);
    },
    { name: 'leaseGuard', step: 'finalizeRequest', priority: 'low' },
  );
}
