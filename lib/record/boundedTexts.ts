import { clip } from '../core/errors.ts';
import type { Onboarding } from './onboarding.ts';

/** The longest texts that a record contains, in characters. Texts of AWS may be longer. A detail may have a command. */
const maxDetail = 8000;
const maxReason = 2000;

/** Returns the record with each text of AWS cut off at the limit. */
export function boundedTexts<T extends Onboarding>(record: T): T {
  const { resources, userItems, waiting } = record;
  const problem = 'problem' in record ? record.problem : undefined;
  return {
    ...record,
    resources: resources.map(bounded),
    userItems: userItems.map(bounded),
    ...(waiting !== undefined && { waiting: bounded(waiting) }),
    ...(problem !== undefined && { problem: { ...problem, detail: clip(problem.detail, maxDetail) } }),
  };
}

const bounded = <T extends { readonly reason?: string | undefined }>(each: T): T =>
  each.reason !== undefined && each.reason.length > maxReason
    ? { ...each, reason: clip(each.reason, maxReason) }
    : each;
