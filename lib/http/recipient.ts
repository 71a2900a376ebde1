import type { SealKeys } from '../lifecycle/disclose.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Recipient } from '../record/sealedKeys.ts';
import { readDeploymentKey } from './deploymentKey.ts';
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
  const isDeployments =
    settings.recipientKey !== undefined && thumbprintOf(readDeploymentKey(settings.recipientKey)) === thumbprint;
  const kid = recipientKey.kid ?? thumbprint;
  const recipient = {
    thumbprint,
    caller: nameOf(caller, onboarding, isDeployments),
    ...(replaces !== undefined && { replaces }),
  };
  return {
    ...recipient,
    seal: async (id, keys) => {
      const { contentType, text } = keyFile(id, keys, writing);
      const until = clock.now() + settings.sealedKeysMs;
      return { ...recipient, kid, contentType, until, jwe: await seal(recipientKey, kid, contentType, text) };
    },
  };
}

/**
 * Links have no names of their own among the callers, and one link must not get what another got. What is sealed for the key
 * of the deployment is the back end's, whoever asked for it: so the back end gets the keys that an operator has rotated.
 */
function nameOf(caller: Caller, onboarding: Onboarding | undefined, isDeployments: boolean): string {
  const link = onboarding && linkOf(caller, onboarding);
  if (link !== undefined) return `link#${link.id}`;
  return isDeployments ? '#recipient-key' : caller.name;
}
