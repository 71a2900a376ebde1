import * as z from 'zod/mini';
import type { AuditEntry } from '../../record/metadata.ts';
import { isoTime } from './isoTime.ts';

/** The fields of the answer. Answers are built with this schema, so they contain no other fields. */
const schema = z.object({
  events: z.readonly(
    z.array(
      z.object({
        time: z.string(),
        caller: z.string(),
        action: z.string(),
        outcome: z.string(),
        problem: z.optional(z.string()),
        requestId: z.string(),
      }),
    ),
  ),
});

/** Returns the audit trail for an answer. */
export function auditView(entries: readonly AuditEntry[]): z.infer<typeof schema> {
  return schema.parse({
    events: entries.map(({ at, by, action, outcome, problem, requestId }) => ({
      time: isoTime(at),
      caller: by,
      action,
      outcome,
      problem: problem === undefined ? undefined : `urn:latchkey:problem:${problem}`,
      requestId,
    })),
  });
}
