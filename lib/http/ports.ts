import type { KnownBlueprints } from '../blueprints/versions.ts';
import type { TenantAccounts } from '../account/ports.ts';
import type { Log, WorkQueue } from '../core/ports.ts';
import type { SweepDeps } from '../lifecycle/ports.ts';
import type { RequestDeps, RequestSettings } from '../requests/ports.ts';
import type { WebhookKeys, WebhookSender, WebhookSettings } from '../webhooks/ports.ts';
import type { WebFiles } from './web/webFiles.ts';

/** How a tenant recognizes and reaches the vendor. Each is optional. */
export interface VendorContacts {
  /** An image. */
  readonly logoUrl: string | undefined;
  readonly supportUrl: string | undefined;
  readonly supportEmail: string | undefined;
  /** The privacy policy. */
  readonly privacyUrl: string | undefined;
}

/** All settings of the deployment. */
export interface Settings extends RequestSettings, WebhookSettings {
  /** The URL of the vendor's onboarding page, to which links point. Without it, links point to Latchkey's own page. */
  readonly pageUrl: string | undefined;
  /** The origins to whose pages a link may lead back. */
  readonly returnOrigins: readonly string[];
  /** The origins whose pages may show Latchkey's onboarding page in a frame. It issues no keys there. */
  readonly frameOrigins: readonly string[];
  /** What the onboarding page shows of the vendor besides its name. */
  readonly contacts: VendorContacts;
  /**
   * The address of the page of a problem, with `{problem}` for the end of its type: a URL, or a path on the host of the
   * API. Undefined if the pages are not published.
   */
  readonly helpUrl: string | undefined;
  /** How long sealed keys can be returned again, in milliseconds. */
  readonly sealedKeysMs: number;
  /**
   * The public key of the back end: the text of a JWK. Keys that an operator's token rotates are sealed for it. Undefined:
   * an operator's token cannot rotate. `readDeploymentKey` reads it.
   */
  readonly recipientKey: string | undefined;
  /** How callers authenticate: with a bearer token, or with an AWS signature, which API Gateway verifies. */
  readonly auth: 'token' | 'sigv4';
}

/** An OpenAPI document. */
export type ApiDocument = Readonly<Record<string, unknown>>;

/** What only some functions need: the catalogue, and the services that they call. */
export interface Gateways extends KnownBlueprints {
  readonly store: RequestDeps['store'];
  readonly tenantAccounts: TenantAccounts;
  readonly queue: WorkQueue;
  readonly deliveryQueue: WorkQueue;
  /** The same two queues, for the sweep. */
  readonly batchQueues: SweepDeps['batchQueues'];
  readonly webhooks: WebhookSender;
  readonly webhookKeys: WebhookKeys;
  /** Returns the OpenAPI document of the API. Throws if it cannot be read. */
  readonly apiDocument: () => ApiDocument;
  readonly webFiles: WebFiles;
}

/** What a function needs that only reads an onboarding and its access. */
export interface Reading {
  readonly store: Pick<RequestDeps['store'], 'get' | 'getAccess'>;
}

/** The dependencies of every function. */
interface Surroundings extends Omit<RequestDeps, keyof Gateways | 'settings'>, Pick<Gateways, 'versions'> {
  readonly settings: Settings;
}

/** What a function that works on onboardings needs. */
type OnboardingServices = 'catalog' | 'store' | 'tenantAccounts' | 'queue' | 'deliveryQueue';

/**
 * The dependencies of a function, such as `Deps<'store'>` for a function that uses only the state table. The bundle of
 * a function contains only the services that its `Deps` names.
 */
export type Deps<G extends keyof Gateways = OnboardingServices> = Surroundings & Pick<Gateways, G>;

/**
 * The kinds of tokens: `vendor` is the back end's, `operator` that of the engineer on call, which gets no keys, and
 * `link` that of a tenant's administrator for one onboarding. lib/http/routes.ts says what each may call.
 */
export type TokenKind = 'vendor' | 'operator' | 'link';

/** How a caller has authenticated: with a token, with an AWS signature, or not at all. */
export type CallerKind = TokenKind | 'signer' | 'anybody';

/** What answering one request needs: the dependencies of its function, and the path of the API. */
export type AnswerDeps<G extends keyof Gateways = OnboardingServices> = Deps<G> & {
  /**
   * The part of the request's path before `/v1`, such as `/dev`: the stage or the API mapping of API Gateway. Mostly
   * empty.
   */
  readonly basePath: string;
  /** The scheme and host of the API, such as `https://api.example.com`. */
  readonly origin: string;
  /**
   * How the paths of calls in the answer begin: `basePath` and `/v1`, or `/v1/link` if the caller used a path under it.
   */
  readonly apiPath: string;
};

/** The SHA-256 of a caller's token. The audit trail shows `name`. */
export interface TokenHash {
  readonly kind: Exclude<TokenKind, 'link'>;
  readonly name: string;
  /** The tenants that the token may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
  /** Hex. */
  readonly sha256: string;
}

/** The callers' tokens. */
export interface Tokens {
  /** Those in the settings. They are accepted even while the others cannot be read. */
  readonly configured: readonly TokenHash[];
  /** Returns all tokens. Throws if some cannot be read. */
  all(): Promise<readonly TokenHash[]>;
}

/** The dependencies of the HTTP layer only. */
interface HttpDeps {
  readonly tokens: Tokens;
  /** Origins whose pages may read the answers (CORS). */
  readonly corsOrigins: readonly string[];
  /** Returns a log that adds these fields to every line. */
  logWith(fields: Readonly<Record<string, string>>): Log;
}

/** The dependencies of a handler. */
export type ServiceDeps<G extends keyof Gateways = OnboardingServices> = Deps<G> & HttpDeps;
