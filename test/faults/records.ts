import * as z from 'zod';

const keyIds = z.array(z.object({ userName: z.string(), ids: z.array(z.string()) }));
const schema = z.looseObject({
  id: z.string(),
  status: z.string(),
  tenantId: z.string(),
  dueAt: z.number().optional(),
  /** When the sweep takes care of its next event. */
  deliverAt: z.number().optional(),
  events: z.array(z.looseObject({ id: z.string(), type: z.string(), state: z.string() })).default([]),
  resources: z.array(z.looseObject({ type: z.string(), name: z.string(), arn: z.string(), status: z.string() })),
  problem: z.looseObject({ detail: z.string() }).optional(),
  accessKeyIds: keyIds.optional(),
  foreignKeyIds: keyIds.optional(),
});

/** An onboarding's record, as far as these tests look into it. */
export type Kept = z.infer<typeof schema>;

/** The onboardings among the items of the table. */
export function recordsIn(items: readonly Readonly<Record<string, unknown>>[]): readonly Kept[] {
  return items
    .filter(({ sk, pk }) => sk === 'record' && String(pk).startsWith('onboarding#'))
    .map((item) => schema.parse(item));
}
