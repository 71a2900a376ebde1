import * as z from 'zod/mini';
import { reservedKeys, reservedKeysRule, tagCharacters, tagCharactersRule } from '../../blueprints/tagRules.ts';
import { objectOf } from './readBody.ts';

/** IAM allows 50 tags. Latchkey sets three itself, and a blueprint may add some. */
const mostTags = 40;

const key = z.string({ error: 'must be a string of 1 to 128 characters.' }).check(
  z.minLength(1, 'must not be empty.'),
  z.maxLength(128, 'must have at most 128 characters.'),
  z.regex(tagCharacters, tagCharactersRule),
  z.refine((value) => !reservedKeys.test(value), reservedKeysRule),
);
const value = z
  .string({ error: 'must be a string of at most 256 characters.' })
  .check(z.maxLength(256, 'must have at most 256 characters.'), z.regex(tagCharacters, tagCharactersRule));

/** The caller's own tags for the users and policies that an onboarding creates. */
export const tagsSchema = z
  .array(objectOf({ key, value }, 'must be an object with a key and a value.'), {
    error: 'must be an array of objects with a key and a value.',
  })
  .check(
    z.maxLength(mostTags, `must contain at most ${mostTags} tags.`),
    // IAM compares keys without regard to case, and refuses the create call if two are equal.
    z.refine(
      (tags) => new Set(tags.map((tag) => tag.key.toLowerCase())).size === tags.length,
      'must not contain two tags whose keys differ only in case, because IAM treats them as equal.',
    ),
  );
