import * as z from 'zod/mini';
import type { FieldError } from '../../core/errors.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { RotationRequest } from '../../requests/requestRotation.ts';
import { recipientKeyBody } from './recipientKeyBody.ts';
import { objectOf, readBody, textWith } from './readBody.ts';

/** The grace time of a replaced key if the caller names none: a day, in seconds. */
const defaultGraceSeconds = 24 * 3600;

/** The longest grace time: 90 days, in seconds. After that time a key should not be in use any more. */
const longestGraceSeconds = 90 * 24 * 3600;

const flag = z.optional(z.boolean({ error: 'must be true or false.' }));

/** The body of a rotation. */
export const rotationBody = objectOf({
  replaces: textWith(/^\w{16,128}$/, 'must be the ID of the access key that is to be replaced.'),
  userName: z.optional(z.string({ error: 'must be the name of a user.' })),
  graceSeconds: z.optional(
    z
      .int({ error: 'must be a whole number of seconds.' })
      .check(
        z.gte(0, 'must not be negative. With 0, the replaced key is ended at once.'),
        z.lte(longestGraceSeconds, `must be at most ${longestGraceSeconds} seconds, which is 90 days.`),
      ),
  ),
  endGrace: flag,
  confirmed: flag,
  undelivered: flag,
  recipientKey: z.optional(recipientKeyBody),
});
export type RotationBody = z.infer<typeof rotationBody>;

/** What the body of a rotation asks for. */
interface RotationOf {
  /** The members that the caller has sent. */
  readonly body: RotationBody;
  readonly rotation: RotationRequest;
}

/**
 * Returns the body of a rotation, and the rotation that it asks for. Throws 422 if the body is not valid, if it names no
 * user although the onboarding has several, or if two of its members contradict each other.
 */
export function readRotation(body: unknown, { userNames }: Pick<Onboarding, 'userNames'>): RotationOf {
  const read = readBody(rotationBody, body, 'Nothing was changed. ', (given) => [
    ...userErrors(given['userName'], userNames),
    ...(given['undelivered'] === true && given['endGrace'] === true
      ? [{ pointer: '/endGrace', detail: 'must not be sent with undelivered, which keeps the key that was replaced.' }]
      : []),
  ]);
  const [onlyUser = ''] = userNames;
  const { replaces, userName = onlyUser, graceSeconds = defaultGraceSeconds, ...flags } = read;
  const { endGrace = false, confirmed = false, undelivered = false } = flags;
  return { body: read, rotation: { userName, replaces, graceSeconds, endGrace, confirmed, undelivered } };
}

function userErrors(userName: unknown, userNames: readonly string[]): readonly FieldError[] {
  const rule = `must be one of ${userNames.join(', ')}.`;
  if (userName === undefined && userNames.length > 1)
    return [{ pointer: '/userName', detail: `is missing. It ${rule}` }];
  return typeof userName === 'string' && !userNames.includes(userName) ? [{ pointer: '/userName', detail: rule }] : [];
}
