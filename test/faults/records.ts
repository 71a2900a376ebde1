import * as z from 'zod';
import type { Items } from './testStack.ts';

const keyIds = z.array(z.object({ userName: z.string(), ids: z.array(z.string()) }));
const schema = z.looseObject({
  id: z.string(),
  status: z.string(),
  tenantId: z.string(),
  blueprintDigest: z.string().optional(),
  userNames: z.array(z.string()),
  dueTimes: z.looseObject({ health: z.number().optional() }),
  /** What the record keeps of the last look. */
  health: z.looseObject({ checkedAt: z.number() }).optional(),
  dueAt: z.number().optional(),
  /** When the sweep queues its next event (epoch ms). */
  deliverAt: z.number().optional(),
  events: z
    .array(z.looseObject({ id: z.string(), type: z.string(), state: z.string(), data: z.unknown() }))
    .default([]),
  resources: z.array(z.looseObject({ type: z.string(), name: z.string(), arn: z.string(), status: z.string() })),
  problem: z.looseObject({ detail: z.string() }).optional(),
  keys: z.array(z.looseObject({ userName: z.string(), id: z.string(), state: z.string() })).optional(),
  foreignKeyIds: keyIds.optional(),
});

/** The fields of an onboarding's record that these tests read. */
export type StoredOnboarding = z.infer<typeof schema>;

/** Returns the items of the table that are records of onboardings. */
export function recordItems(items: Items): Items {
  return items.filter(({ sk, pk }) => sk === 'record' && String(pk).startsWith('onboarding#'));
}

/** Returns the onboardings among the items of the table. */
export function recordsIn(items: Items): readonly StoredOnboarding[] {
  return recordItems(items).map((item) => schema.parse(item));
}
