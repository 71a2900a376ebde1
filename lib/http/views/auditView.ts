import * as z from 'zod/mini';
import { keyChangeKinds } from '../../record/keyChangeKinds.ts';
import type { AuditEntry } from '../../record/metadata.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** The fields of an entry. Answers are built with this schema, so they contain no other fields. */
export const auditEntrySchema = z.object({
  time: timeSchema,
  caller: z.string(),
  action: z.string(),
  outcome: z.string(),
  problem: z.optional(z.string()),
  requestId: z.string(),
  key: z.optional(
    z.object({ accessKeyId: z.string(), change: z.enum(keyChangeKinds), reason: z.optional(z.string()) }),
  ),
});

export const auditSchema = z.object({ events: z.readonly(z.array(auditEntrySchema)) });

/** Returns the audit trail for an answer. */
export function auditView(entries: readonly AuditEntry[]): z.infer<typeof auditSchema> {
  return auditSchema.parse({
    events: entries.map(({ at, by, action, outcome, problem, requestId, key }) => ({
      time: isoTime(at),
      caller: by,
      action,
      outcome,
      problem: problem === undefined ? undefined : `urn:latchkey:problem:${problem}`,
      requestId,
      key: key && { accessKeyId: key.id, change: key.change, reason: key.reason },
    })),
  });
}
