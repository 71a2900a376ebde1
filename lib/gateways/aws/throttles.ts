import type { MiddlewareStack } from '@smithy/types';
import { AwsFailure } from '../../core/awsFailure.ts';
import { isThrottle } from '../../core/judgeRetry.ts';
import type { Metrics } from '../../record/metrics.ts';
import { asFailure } from './asFailure.ts';

/**
 * Counts each attempt that the service throttles, including those after which the SDK tries again.
 *
 * @param stack the middleware stack of one command
 */
export function countThrottles<I extends object, O extends object>(
  stack: MiddlewareStack<I, O>,
  service: string,
  metrics: Metrics,
): void {
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const failure = asFailure(service, error);
        if (failure instanceof AwsFailure && isThrottle(failure))
          metrics.put([{ name: 'Throttles', value: 1, dimensions: { Service: service } }]);
        throw error;
      }
    },
    { name: 'countThrottles', step: 'finalizeRequest', priority: 'low', override: true },
  );
}
