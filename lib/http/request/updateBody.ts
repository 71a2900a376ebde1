import * as z from 'zod/mini';
import { objectOf, readBody } from './readBody.ts';

/** The body of an update, and of its preview. */
export const updateBody = objectOf({
  parameters: z.optional(z.record(z.string(), z.unknown(), { error: 'must be an object.' })),
});

/** Returns the body of an update. It may be missing. Throws 422 if it is not valid. */
export const readUpdateBody = (body: unknown): z.infer<typeof updateBody> =>
  body === undefined ? {} : readBody(updateBody, body, 'Nothing was changed. ');
