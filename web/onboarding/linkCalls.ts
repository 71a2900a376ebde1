import { createLinkClient, LatchkeyConnectionError, LatchkeyProblem, type LinkClient } from '../../client/index.ts';
import { NoLinkError, type LinkApi } from './linkApi.ts';

/** Returns a link token, or undefined if there is none. Called again when the token has expired or was revoked. */
export type FetchLink = () => string | undefined | Promise<string | undefined>;

/**
 * Returns the calls of the page, with the token that `fetchLink` returns. If the service refuses the token, asks for
 * another one once and repeats the call. If `fetchLink` throws, as it does while the vendor's back end cannot be reached,
 * the call throws `LatchkeyConnectionError`. If it returns no link token, the call throws `NoLinkError`.
 *
 * @param apiUrl the address of the API, without a slash at its end
 */
export function linkCalls(apiUrl: string, fetchLink: FetchLink): LinkApi {
  let token: string | undefined;
  let asking: Promise<string> | undefined;
  /** Calls that need a token at the same time share one: each is a link, of which an onboarding has few. */
  const ask = () =>
    (asking ??= tokenOf(fetchLink)
      .then((given) => (token = given))
      .finally(() => {
        asking = undefined;
      }));
  const client = createLinkClient({ baseUrl: apiUrl, token: () => token ?? '' });

  const call = async <T>(send: (client: LinkClient, id: string) => Promise<T>): Promise<T> => {
    const used = token ?? (await ask());
    try {
      return await send(client, onboardingOf(used));
    } catch (error) {
      if (!(error instanceof LatchkeyProblem) || error.status !== 401) throw error;
      // Another call may have replaced it.
      const fresh = token === undefined || token === used ? await ask() : token;
      if (fresh === used) throw error;
      return send(client, onboardingOf(fresh));
    }
  };

  return {
    review: () => call((to, id) => to.review(id)),
    read: () => call((to, id) => to.get(id)),
    provision: async () => (await call((to, id) => to.provision(id))).onboarding,
    claim: async (idempotencyKey) => {
      const answer = await call((to, id) => to.claim(id, { idempotencyKey }));
      const { credentials: _, ...onboarding } = answer.onboarding;
      return { onboarding, keys: answer.hasKeys ? answer.credentials : undefined };
    },
    share: () => call((to, id) => to.shareLink(id)),
  };
}

async function tokenOf(fetchLink: FetchLink): Promise<string> {
  // A vendor's script may return anything, such as the text of an answer with a newline at its end, or undefined.
  const given: unknown = await Promise.resolve()
    .then(fetchLink)
    .catch((cause: unknown) => {
      const detail = 'no link token arrived';
      throw new LatchkeyConnectionError({
        ...{ reason: 'network', call: 'fetchLink', detail, idempotencyKey: undefined, cause },
      });
    });
  const token = typeof given === 'string' ? given.trim() : '';
  if (!isLinkToken(token)) throw new NoLinkError('fetchLink returned no link token');
  return token;
}

/** Whether a text has the form of a link token. */
export const isLinkToken = (text: string): boolean => tokenForm.test(text);

const tokenForm = /^lkl_([0-9A-Z]{26})_[\w-]{43}$/;

/** Returns the ID of the onboarding, which a link token contains (docs/adr/0020). */
function onboardingOf(token: string): string {
  return `ob_${tokenForm.exec(token)?.[1] ?? ''}`;
}
