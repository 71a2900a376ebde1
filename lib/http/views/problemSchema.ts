import * as z from 'zod/mini';
import { problems } from '../../core/errors.ts';

/** The `type` of every problem document. */
export const problemTypes: readonly string[] = Object.keys(problems).map((slug) => `urn:latchkey:problem:${slug}`);

/** A problem in an answer, without the ID of the request. */
export const problemSchema = z.object({
  type: z.enum(problemTypes),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.readonly(z.array(z.object({ pointer: z.string(), detail: z.string() })))),
  onboarding: z.optional(z.string()),
  conflictsWith: z.optional(z.string()),
  retryable: z.boolean(),
});

/** A problem document. An onboarding has the same, without the ID of a request. */
export type ProblemDocument = z.infer<typeof problemSchema> & { readonly requestId?: string | undefined };
