import * as z from 'zod/mini';
import { linkReceivers, linkRights } from '../../record/links.ts';
import { longestLinkSeconds, shortestLinkSeconds } from '../../requests/link.ts';
import { objectOf, textWith } from './readBody.ts';

/**
 * Characters that a text for a person may have. Control characters, lone surrogates, line separators, and characters that
 * change the direction of text (Unicode Standard Annex 9: embeddings, overrides and isolates) could make it look like
 * another text.
 */
const shown = '[^\\p{Cc}\\p{Cs}\\u2028-\\u202E\\u2066-\\u2069]';
/**
 * Something to read, and no tower of marks: browsers draw each mark above the one before, over the lines above the text,
 * which say who asks and for which account. No script needs more than a few at a letter.
 */
const legible = '(?=[\\s\\S]*[\\p{L}\\p{N}\\p{P}\\p{S}])(?![\\s\\S]*\\p{M}{9})';
const without =
  'with a letter, a digit or a sign, with at most 8 marks at a letter, and without control characters and characters that change the direction of text';

/** The texts of a link, which the onboarding page shows. Few requests have one, and V8 is slow to read such patterns. */
const texts = {
  message: z.optional(
    z.lazy(() =>
      textWith(
        new RegExp(`^${legible}(?:${shown}|\\n){1,500}$`, 'u'),
        `must be 1 to 500 characters ${without}; new lines are allowed.`,
      ),
    ),
  ),
  askedBy: z.optional(
    z.lazy(() => textWith(new RegExp(`^${legible}${shown}{1,100}$`, 'u'), `must be 1 to 100 characters ${without}.`)),
  ),
};

/** What the holder of a link says when sharing it, in the body of `POST …/link/share`. */
export const shareBody = objectOf(texts);
export type ShareBody = z.infer<typeof shareBody>;

/** How a new link is described, in the body of `POST …/link` and in the member `link` of a create. */
export const linkBody = objectOf({
  may: z.optional(
    z
      .array(z.enum(linkRights, { error: `must be one of ${linkRights.join(', ')}.` }), {
        error: 'must be a list of rights.',
      })
      .check(
        z.maxLength(linkRights.length, `must be at most ${linkRights.length} rights.`),
        z.refine((may) => may.includes('see'), 'must contain see.'),
      ),
  ),
  delivers: z.optional(z.enum(linkReceivers, { error: `must be one of ${linkReceivers.join(', ')}.` })),
  ...texts,
  returnUrl: z.optional(textWith(/^https:\/\/[\x21-\x7e]{1,492}$/, 'must be an https URL of at most 500 characters.')),
  expiresInSeconds: z.optional(
    z
      .int({ error: 'must be a whole number of seconds.' })
      .check(
        z.gte(shortestLinkSeconds, `must be at least ${shortestLinkSeconds} seconds.`),
        z.lte(longestLinkSeconds, `must be at most ${longestLinkSeconds} seconds, which is seven days.`),
      ),
  ),
});
export type LinkBody = z.infer<typeof linkBody>;
