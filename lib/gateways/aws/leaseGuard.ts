import type { MiddlewareStack } from '@smithy/types';
import type { CallGuard } from '../../core/ports.ts';

/**
 * The lease is looked at once more when the request is signed and about to leave, each time that it is sent: between the
 * first look and here lie awaits, and a Lambda can be frozen in any of them.
 *
 * @param stack of one command
 */
export function addLeaseGuard<I extends object, O extends object>(
  stack: MiddlewareStack<I, O>,
  guard: CallGuard,
): void {
  stack.add(
    (next) => async (args) => {
      guard.check();
      return next(args);
    },
    { name: 'leaseGuard', step: 'finalizeRequest', priority: 'low', override: true },
  );
}
