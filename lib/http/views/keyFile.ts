import * as z from 'zod/mini';
import type { IssuedKey } from '../../account/accessKeys.ts';
import { keyFormats } from '../keyFormats/index.ts';
import type { KeyWords } from '../keyFormats/keyFormat.ts';
import { jsonType, type Form } from '../request/accept.ts';
import { credentialSchema } from './onboardingView.ts';

/** The format of the keys, and the texts in a file of keys. */
export interface KeyWriting extends KeyWords {
  readonly form: Form;
}

/** What is sealed if the format of the keys is JSON. */
const sealedJson = z.object({ onboarding: z.string(), credentials: z.readonly(z.array(credentialSchema)) });

/** Returns the keys of an onboarding in their format, without the rest of an answer. */
export function keyFile(
  onboarding: string,
  keys: readonly IssuedKey[],
  { form, ...words }: KeyWriting,
): { readonly contentType: string; readonly text: string } {
  if (form === 'json')
    return { contentType: jsonType, text: JSON.stringify(sealedJson.parse({ onboarding, credentials: keys })) };
  const { mediaType, write } = keyFormats[form];
  return { contentType: mediaType, text: write(keys, words) };
}
