import { assertHeaders, assertPath, checkedBaseUrl, checkedToken } from './checks.ts';
import { createClient, type Client } from './generated/client/index.js';
import { LatchkeyArgumentError } from './latchkeyArgumentError.ts';
import { limitedAnswer } from './limitedAnswer.ts';
import { send, type Call, type Sent } from './send.ts';
import { platformClock, type CallOptions, type ClientSettings, type Clock, type ValueOrGetter } from './settings.ts';
import { userAgentOf } from './userAgent.ts';

const defaultTimeoutMs = 35_000;
const defaultRetries = 3;

/** What the generated functions take for one try. */
export interface TryOptions {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: Auth;
}

/** Returns the token for a scheme of the contract, of which an operation may have several. */
type Auth = (scheme: { readonly scheme?: 'basic' | 'bearer' }) => Promise<string | undefined> | undefined;

/** One call, as a method of the client describes it. */
interface Described<T> extends Pick<Call<T>, 'name' | 'idempotencyKey'> {
  readonly options: CallOptions | undefined;
  /** False if a repetition has an effect of its own. Default: true. */
  readonly mayRepeat?: boolean;
  readonly attempt: (tried: TryOptions) => ReturnType<Call<T>['attempt']>;
}

/** Sends the calls of a client. */
export interface Transport {
  readonly clock: Clock;
  /** Sends a call, with repetitions, and returns the answer. */
  sendFor<T>(call: Described<T>): Promise<Sent<T>>;
  /** Sends a call, with repetitions, and returns the body of the answer. */
  read<T>(call: Described<T>): Promise<T>;
}

/**
 * Returns the transport for the settings of a client. Throws LatchkeyArgumentError if `baseUrl` is no URL.
 *
 * @param version how every path begins: `/v1`, or `/v1/link` for the token of a link
 */
export function createTransport(settings: ClientSettings, version = '/v1'): Transport {
  const { token, timeoutMs = defaultTimeoutMs, retries = defaultRetries, clock = platformClock } = settings;
  const { fetch: sender = (request: Request) => fetch(request) } = settings;
  const client = createClient({
    baseUrl: checkedBaseUrl(settings.baseUrl),
    // The service never redirects, and a redirect would turn a POST into a GET.
    redirect: 'error',
    credentials: 'omit',
    parseAs: 'json',
    fetch: async (input, init) => limitedAnswer(await sender(new Request(input, init))),
  });
  const at = <T extends { readonly url: string }>(options: T) => ({
    ...options,
    url: options.url.replace('/v1', version),
  });
  const versioned: Client = {
    ...client,
    get: (options) => client.get(at(options)),
    post: (options) => client.post(at(options)),
  };
  client.interceptors.request.use((request, { path = {} }) => {
    assertPath(path);
    return request;
  });
  const userAgent = userAgentOf(settings.userAgent);
  const sendFor = <T>({ attempt, mayRepeat = true, ...call }: Described<T>) =>
    send(
      {
        ...call,
        mayRepeat,
        attempt: async ({ signal }) => {
          const more = await valueOf(settings.headers);
          const headers = { ...(userAgent !== undefined && { 'user-agent': userAgent }), ...more };
          assertHeaders(headers);
          let asked: Promise<string | undefined> | undefined;
          // An operation has several schemes, or none. The token is the same for all that are bearer tokens.
          const auth: Auth = ({ scheme }) =>
            scheme === 'bearer' ? (asked ??= valueOf(token).then(checkedToken)) : undefined;
          const attempted = await attempt({ client: versioned, signal, headers, auth });
          // The generated code reports a failure of this function like one of the network.
          await asked;
          if (attempted.error instanceof LatchkeyArgumentError) throw attempted.error;
          return attempted;
        },
      },
      { timeoutMs, retries, clock },
    );
  return { clock, sendFor, read: async (call) => (await sendFor(call)).data };
}

/** The values that a caller may give as a function. */
type Given = string | Readonly<Record<string, string>>;

async function valueOf<T extends Given>(value: ValueOrGetter<T> | undefined): Promise<T | undefined> {
  return isGetter(value) ? await value() : value;
}

function isGetter<T extends Given>(value: ValueOrGetter<T> | undefined): value is () => T | Promise<T> {
  return typeof value === 'function';
}
