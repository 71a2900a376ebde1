import type { Onboarding } from './onboarding.ts';

/**
 * The longest texts that a record contains, in bytes of UTF-8, by which DynamoDB counts. Texts of AWS may be longer. A
 * detail may have a command.
 */
const maxDetail = 8000;
const maxReason = 2000;
const maxCode = 128;

/** Returns the record with each text of AWS cut off at the limit. */
export function boundedTexts<T extends Onboarding>(record: T): T {
  const { resources, userItems, waiting } = record;
  const problem = 'problem' in record ? record.problem : undefined;
  return {
    ...record,
    resources: resources.map(bounded),
    userItems: userItems.map(bounded),
    ...(waiting !== undefined && { waiting: { ...bounded(waiting), code: cutOff(waiting.code, maxCode) } }),
    ...(problem !== undefined && { problem: { ...problem, detail: cutOff(problem.detail, maxDetail) } }),
  };
}

function bounded<T extends { readonly reason?: string | undefined }>(each: T): T {
  const reason = cutOff(each.reason, maxReason);
  return reason === each.reason ? each : { ...each, reason };
}

/** Cuts off a text that has more bytes. It then ends in an ellipsis, which has three. */
function cutOff<T extends string | undefined>(text: T, bytes: number): T | string {
  if (text === undefined || Buffer.byteLength(text) <= bytes) return text;
  // `stream` drops the bytes of a character that is not complete.
  return `${new TextDecoder().decode(Buffer.from(text).subarray(0, bytes - 3), { stream: true })}…`;
}
