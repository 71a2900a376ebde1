import type { Problem } from '../core/errors.ts';
import type { InStatus, Onboarding } from './onboarding.ts';

/**
 * Returns the work that continues when the held keys of an onboarding in `needs_attention` are deleted, or undefined if
 * there is none. `problem` is the one with which the work has stopped.
 */
export function interruptedWork(record: Onboarding, problem: Problem): InStatus<'needs_attention'>['interrupted'] {
  switch (record.status) {
    case 'ready':
    case 'claiming':
      return { kind: 'claim' };
    case 'provisioning':
      return { kind: 'rollback', problem };
    case 'rolling_back':
      return { kind: 'rollback', problem: record.problem };
    case 'offboarding':
      return { kind: 'offboarding' };
    case 'needs_attention':
      return record.interrupted;
    case 'awaiting_access':
    case 'claimed':
    case 'rotating':
    case 'updating':
    case 'failed':
    case 'expired':
    case 'offboarded':
      return undefined;
  }
}
