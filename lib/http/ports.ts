import type { TenantAccounts } from '../account/ports.ts';
import type { Log, WorkQueue } from '../core/ports.ts';
import type { RequestDeps, RequestSettings } from '../requests/ports.ts';
import type { WebhookKeys, WebhookSender, WebhookSettings } from '../webhooks/ports.ts';

/** All settings of the deployment. */
export interface Settings extends RequestSettings, WebhookSettings {
  /**
   * The URL of the vendor's onboarding page, to which links point. Without it, links point to the onboarding in the
   * API.
   */
  readonly pageUrl: string | undefined;
  /** How callers authenticate: with a bearer token, or with an AWS signature, which API Gateway verifies. */
  readonly auth: 'token' | 'sigv4';
}

/** The services that functions call. */
export interface Gateways {
  readonly store: RequestDeps['store'];
  readonly tenantAccounts: TenantAccounts;
  readonly queue: WorkQueue;
  readonly deliveryQueue: WorkQueue;
  readonly webhooks: WebhookSender;
  readonly webhookKeys: WebhookKeys;
}

/** The dependencies of every function, without the services that it calls. */
interface Surroundings extends Omit<RequestDeps, keyof Gateways | 'settings'> {
  readonly settings: Settings;
}

/** The services of a function that works on onboardings. */
type OnboardingServices = 'store' | 'tenantAccounts' | 'queue' | 'deliveryQueue';

/**
 * The dependencies of a function, such as `Deps<'store'>` for a function that uses only the state table. The bundle of
 * a function does not contain services that the function does not name here.
 */
export type Deps<G extends keyof Gateways = OnboardingServices> = Surroundings & Pick<Gateways, G>;

/**
 * The kinds of tokens: `vendor` is the back end's, `operator` that of the engineer on call, which issues no keys, and
 * `link` that of a tenant's administrator for one onboarding. lib/http/routes.ts says what each may call.
 */
export type TokenKind = 'vendor' | 'operator' | 'link';

/** How a caller has authenticated: with a token, with an AWS signature, or not at all. */
export type CallerKind = TokenKind | 'signer' | 'anybody';

/** The SHA-256 of a caller's token. The audit trail shows `name`. */
export interface TokenHash {
  readonly kind: Exclude<TokenKind, 'link'>;
  readonly name: string;
  /** The tenants that the token may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
  /** Hex. */
  readonly sha256: string;
}

/** The dependencies of the HTTP layer only. */
interface HttpDeps {
  readonly tokens: readonly TokenHash[];
  /** Origins whose pages may read the answers (CORS). */
  readonly corsOrigins: readonly string[];
  /** Returns a log that adds these fields to every line. */
  logWith(fields: Readonly<Record<string, string>>): Log;
}

/** The dependencies of a handler. */
export type ServiceDeps<G extends keyof Gateways = OnboardingServices> = Deps<G> & HttpDeps;
