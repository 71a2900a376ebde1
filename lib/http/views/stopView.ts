import * as z from 'zod/mini';
import type { ControlledAction, Controls, Stop } from '../../requests/ports.ts';
import type { Caller } from '../request/caller.ts';
import { maySeeScope } from '../request/stopScope.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** The fields of the answers. Answers are built with these schemas, so they contain no other fields. */
export const stopSchema = z.object({ scope: z.string(), reason: z.string(), caller: z.string(), since: timeSchema });
export const stopsSchema = z.object({
  stops: z.array(stopSchema),
  actions: z.array(
    z.object({
      time: timeSchema,
      caller: z.string(),
      action: z.string(),
      scope: z.optional(z.string()),
      reason: z.optional(z.string()),
      requestId: z.string(),
    }),
  ),
});

/** Returns a stop for an answer. */
export function stopView({ by, at, ...stop }: Stop): z.infer<typeof stopSchema> {
  return stopSchema.parse({ ...stop, caller: by, since: isoTime(at) });
}

/**
 * Returns the stops for an answer, and the audit trail, newest entry first. A caller that may act for some tenants sees
 * what concerns these, and what concerns every tenant.
 */
export function stopsView(
  caller: Caller,
  { stops }: Pick<Controls, 'stops'>,
  newestFirst: readonly ControlledAction[],
): z.infer<typeof stopsSchema> {
  return stopsSchema.parse({
    stops: stops.filter(({ scope }) => maySeeScope(caller, scope)).map(stopView),
    actions: newestFirst
      .filter(({ scope }) => (scope === undefined ? caller.tenants === undefined : maySeeScope(caller, scope)))
      .map(({ at, by, ...action }) => ({ ...action, time: isoTime(at), caller: by })),
  });
}
