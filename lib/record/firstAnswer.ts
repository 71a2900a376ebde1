import { problems } from '../core/errors.ts';
import type { Actor } from '../core/ports.ts';
import { isWorkedOn, type FirstAnswer, type Onboarding } from './onboarding.ts';

/**
 * Returns the record with the answer that the create gives after this version of the record: 202 while a worker has to
 * continue, the problem if the onboarding failed or needs attention, and 201 otherwise. Only the create itself changes
 * it, so later requests and workers leave it as the caller got it.
 */
export function withFirstAnswer<T extends Onboarding>(record: T, { action, requestId }: Actor): T {
  const { firstAnswer } = record;
  if (firstAnswer?.requestId !== requestId || action !== 'create') return record;
  return { ...record, firstAnswer: { requestId, ...answerNow(record) } };
}

function answerNow(record: Onboarding): Omit<FirstAnswer, 'requestId'> {
  if (isWorkedOn(record)) return { status: 202 };
  if (record.status !== 'failed' && record.status !== 'needs_attention') return { status: 201 };
  const { problem } = record;
  const { status } = problems[problem.slug];
  return status < 500 ? { status, problem } : { status };
}
