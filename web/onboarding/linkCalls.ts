import { createLinkClient, LatchkeyConnectionError, LatchkeyProblem, type LinkClient } from '../../client/index.ts';
import type { LinkApi } from './linkApi.ts';

/** Returns a link token. Called again when the token has expired or was revoked. */
export type FetchLink = () => string | Promise<string>;

/**
 * Returns the calls of the page, with the token that `fetchLink` returns. If the service refuses the token, asks for
 * another one once and repeats the call. If `fetchLink` fails, or returns another text, the call has got no answer: the
 * page of the vendor may have it a moment later.
 *
 * @param apiUrl the address of the API, without a slash at its end
 */
export function linkCalls(apiUrl: string, fetchLink: FetchLink): LinkApi {
  let token: string | undefined;
  const client = createLinkClient({ baseUrl: apiUrl, token: () => token ?? '' });

  const call = async <T>(send: (client: LinkClient, id: string) => Promise<T>): Promise<T> => {
    const used = (token ??= await tokenFrom(fetchLink));
    try {
      return await send(client, onboardingOf(used));
    } catch (error) {
      if (!(error instanceof LatchkeyProblem) || error.status !== 401) throw error;
      const fresh = await tokenFrom(fetchLink, error);
      if (fresh === used) throw error;
      token = fresh;
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

/** Returns a link token. Throws `ended` if there is none any more: `fetchLink` then returns an empty text. */
async function tokenFrom(fetchLink: FetchLink, ended?: LatchkeyProblem): Promise<string> {
  const given = await Promise.resolve()
    .then(fetchLink)
    .catch((cause: unknown) => {
      throw noToken(cause);
    });
  const token = given.trim();
  if (isLinkToken(token)) return token;
  throw token === '' && ended !== undefined ? ended : noToken(undefined);
}

const noToken = (cause: unknown) =>
  new LatchkeyConnectionError({
    reason: 'network',
    call: 'fetchLink',
    detail: 'it returned no link token',
    idempotencyKey: undefined,
    cause,
  });

/** Whether a text has the form of a link token. */
export const isLinkToken = (text: string): boolean => tokenForm.test(text);

const tokenForm = /^lkl_([0-9A-Z]{26})_[\w-]{43}$/;

/** Returns the ID of the onboarding, which a link token contains (docs/adr/0020). */
function onboardingOf(token: string): string {
  return `ob_${tokenForm.exec(token)?.[1] ?? ''}`;
}
