import type { Onboarding } from './onboarding.ts';

/** The longest text that a record contains, in characters. Texts of AWS may be longer. */
const maxLength = 2000;

/** Returns the record with each text of AWS cut off at the limit. */
export function boundedTexts<T extends Onboarding>(record: T): T {
  const { resources, userItems, waiting } = record;
  const problem = 'problem' in record ? record.problem : undefined;
  return {
    ...record,
    resources: resources.map(bounded),
    userItems: userItems.map(bounded),
    ...(waiting !== undefined && { waiting: bounded(waiting) }),
    ...(problem !== undefined && { problem: { ...problem, detail: clip(problem.detail) } }),
  };
}

const bounded = <T extends { readonly reason?: string | undefined }>(each: T): T =>
  each.reason !== undefined && each.reason.length > maxLength ? { ...each, reason: clip(each.reason) } : each;

const clip = (text: string) => (text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text);
