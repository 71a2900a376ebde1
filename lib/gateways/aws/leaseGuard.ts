import type { MiddlewareStack } from '@smithy/types';
import type { CallGuard } from '../../core/ports.ts';

/**
 * Checks the lease again after the request is signed and directly before it is sent, each time that it is sent. Between
 * the first check and this one the code awaits other work, during which Lambda can freeze the process.
 *
 * @param stack the middleware stack of one command
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
