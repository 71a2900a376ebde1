import { createLatchkeyClient, createLinkClient, type ClientSettings } from '../../client/index.ts';

/** An answer of a scripted API: a response, or an error that fetch throws. */
export type Scripted = Response | Error | ((request: Request) => Response | Promise<Response>);

/** Returns a JSON answer. */
export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** Returns an answer with a problem document. */
export function problemAnswer(
  slug: string,
  status: number,
  { retryAfter, ...more }: { readonly retryAfter?: number; readonly retryable?: boolean } = {},
): Response {
  const body = { type: `urn:latchkey:problem:${slug}`, title: 'A title', status, detail: 'A detail.', retryable: true };
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return jsonAnswer(status, { ...body, ...more }, { ...headers, 'content-type': 'application/problem+json' });
}

/** What fetch throws if there is no connection. */
export const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });

/**
 * Returns the clients of an API that gives these answers, one after the other and then the last one again, and what they
 * did. Their pauses take no time.
 */
export function scriptedApi(answers: readonly Scripted[], settings: Partial<ClientSettings> = {}) {
  const requests: Request[] = [];
  const pauses: number[] = [];
  let now = 0;
  const given: ClientSettings = {
    baseUrl: 'https://api.example.com',
    token: 'a-token',
    fetch: async (request) => {
      requests.push(request.clone());
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      if (typeof answer === 'function') return answer(request);
      if (answer === undefined) throw new Error('no answer is scripted');
      return answer.clone();
    },
    clock: {
      now: () => now,
      sleep: (ms, signal) => {
        signal?.throwIfAborted();
        pauses.push(ms);
        now += ms;
        return Promise.resolve();
      },
    },
    ...settings,
  };
  return { client: createLatchkeyClient(given), linkClient: createLinkClient(given), requests, pauses };
}
