import * as z from 'zod';

const keyIds = z.array(z.object({ userName: z.string(), ids: z.array(z.string()) }));
const schema = z.looseObject({
  id: z.string(),
  status: z.string(),
  tenantId: z.string(),
  blueprintDigest: z.string().optional(),
  dueAt: z.number().optional(),
  /** When the sweep queues its next event (epoch ms). */
  deliverAt: z.number().optional(),
  events: z.array(z.looseObject({ id: z.string(), type: z.string(), state: z.string() })).default([]),
  resources: z.array(z.looseObject({ type: z.string(), name: z.string(), arn: z.string(), status: z.string() })),
  problem: z.looseObject({ detail: z.string() }).optional(),
  keys: z.array(z.looseObject({ userName: z.string(), id: z.string(), state: z.string() })).optional(),
  foreignKeyIds: keyIds.optional(),
});

/** The fields of an onboarding's record that these tests read. */
export type StoredOnboarding = z.infer<typeof schema>;

/** Returns the onboardings among the items of the table. */
export function recordsIn(items: readonly Readonly<Record<string, unknown>>[]): readonly StoredOnboarding[] {
  return items
    .filter(({ sk, pk }) => sk === 'record' && String(pk).startsWith('onboarding#'))
    .map((item) => schema.parse(item));
}
