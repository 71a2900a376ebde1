import * as z from 'zod/mini';
import type { StackOffer } from '../../access/accessOffer.ts';
import type { Access } from '../../access/ports.ts';
import { isoTime, timeSchema } from './isoTime.ts';
import { accessSchema } from './onboardingView.ts';

/** The fields of the answer. It is built with this schema, so it contains no other fields. */
export const accessStateSchema = z.object({
  externalId: z.string(),
  /** Null unless the external ID is being changed. */
  change: z.nullable(z.object({ since: timeSchema, waitingFor: z.array(z.string()) })),
  stacks: z.array(z.extend(accessSchema, { blueprint: z.string() })),
});

/**
 * Returns an access for an answer: its external ID, the roles for which a new external ID has not worked yet, and the
 * stacks, with the command that updates each.
 */
export function accessView(
  { externalId, externalIdChange: change }: Access,
  stacks: readonly StackOffer[],
): z.infer<typeof accessStateSchema> {
  const roles = change?.waitingFor.map(({ roleArn }) => roleArn) ?? [];
  return accessStateSchema.parse({
    externalId,
    change: change === undefined ? null : { since: isoTime(change.since), waitingFor: roles },
    stacks,
  });
}
