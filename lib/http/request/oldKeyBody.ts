import * as z from 'zod/mini';
import { objectOf, readBody } from './readBody.ts';

/** The longest grace time of an old key, in seconds: 30 days. */
const longestGraceSeconds = 30 * 24 * 3600;
const graceRule = `must be a whole number of seconds from 1 to ${longestGraceSeconds}.`;

const trueRule = 'must be true or false.';

export const retireKeyBody = objectOf({
  force: z.optional(z.boolean({ error: trueRule })),
  confirmed: z.optional(z.boolean({ error: trueRule })),
});

export const reactivateKeyBody = objectOf({
  graceSeconds: z.optional(
    z.int({ error: graceRule }).check(z.gte(1, { error: graceRule }), z.lte(longestGraceSeconds, { error: graceRule })),
  ),
});

/** The body may be missing. */
export const readRetireKeyBody = (body: unknown): z.infer<typeof retireKeyBody> =>
  body === undefined ? {} : readBody(retireKeyBody, body, 'Nothing was changed. ');
/** The body may be missing. */
export const readReactivateKeyBody = (body: unknown): z.infer<typeof reactivateKeyBody> =>
  body === undefined ? {} : readBody(reactivateKeyBody, body, 'Nothing was changed. ');
