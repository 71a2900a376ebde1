import * as z from 'zod/mini';
import { problems, type ProblemSlug } from '../core/errors.ts';

const slugs = new Set<string>(Object.keys(problems));

/** A problem in the record of an onboarding. */
export const storedProblem = z.object({
  slug: z.custom<ProblemSlug>((value) => typeof value === 'string' && slugs.has(value)),
  detail: z.string(),
  errors: z.optional(z.readonly(z.array(z.object({ pointer: z.string(), detail: z.string() })))),
  onboarding: z.optional(z.string()),
  heldBy: z.optional(z.object({ onboarding: z.string(), tenantId: z.string() })),
});
