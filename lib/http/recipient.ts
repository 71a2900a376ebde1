import type { SealKeys } from '../lifecycle/disclose.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Recipient } from '../record/sealedKeys.ts';
import { linkOf } from './linkCall.ts';
import type { Deps } from './ports.ts';
import type { Caller } from './request/caller.ts';
import { invalid, nothingMade } from './request/readBody.ts';
import type { RecipientKeyBody } from './request/recipientKeyBody.ts';
import { keyFile, type KeyWriting } from './views/keyFile.ts';

/** How a request's keys are sealed, and for whom. */
export interface Sealing extends Recipient {
  readonly seal: SealKeys;
}

/** What a request says about the keys in its answer. */
interface Wanted {
  /** Undefined: the keys are returned in the clear. */
  readonly recipientKey: RecipientKeyBody | undefined;
  readonly writing: KeyWriting;
  readonly caller: Caller;
  /** Undefined for a create. */
  readonly onboarding?: Onboarding;
  /** The ID of the key that is rotated. Undefined: a create or a claim. */
  readonly replaces?: string;
}

/**
 * Returns how the keys of a request are sealed. Undefined if it has no recipient key. Throws 422 if keys cannot be sealed
 * for it, before any key is created.
 */
export async function readSealing(
  { clock, settings }: Pick<Deps<never>, 'clock' | 'settings'>,
  { recipientKey, writing, caller, onboarding, replaces }: Wanted,
): Promise<Sealing | undefined> {
  if (recipientKey === undefined) return undefined;
  // Most requests have no recipient key, and start without the code that seals.
  const { recipientKeyErrors, seal, thumbprintOf } = await import('../sealing/sealing.ts');
  const errors = recipientKeyErrors(recipientKey).map(({ member, detail }) => ({
    pointer: member === '' ? '/recipientKey' : `/recipientKey/${member}`,
    detail,
  }));
  if (errors.length > 0) throw invalid(errors, nothingMade);
  const thumbprint = thumbprintOf(recipientKey);
  const kid = recipientKey.kid ?? thumbprint;
  const callers = callersOf(caller, onboarding);
  const about = { thumbprint, ...(replaces !== undefined && { replaces }) };
  return {
    ...about,
    callers,
    seal: async (id, keys) => {
      const { contentType, text } = keyFile(id, keys, writing);
      const until = clock.now() + settings.sealedKeysMs;
      const keyIds = keys.map(({ accessKeyId }) => accessKeyId);
      const jwe = await seal(recipientKey, kid, contentType, text);
      return { ...about, caller: callers[0], keyIds, kid, contentType, until, jwe };
    },
  };
}

/** The name under which a key is stored that an operator's token has rotated. No token can have this name. */
const theBackEnd = '#recipient-key';

/**
 * Returns under which names a caller gets sealed keys again. The first is that under which they are stored. What an operator
 * has rotated is for the back end, so each of its tokens gets it. All links are callers of the same name, so the ID of
 * the link is used: one link must not get what another got.
 */
function callersOf(caller: Caller, onboarding: Onboarding | undefined): readonly [string, ...string[]] {
  const { kind, name } = caller;
  switch (kind) {
    case 'operator':
      return [theBackEnd];
    case 'vendor':
    case 'signer':
      return [name, theBackEnd];
    case 'link':
    case 'anybody': {
      const link = onboarding && linkOf(caller, onboarding);
      return [link === undefined ? name : `link#${link.id}`];
    }
  }
}
