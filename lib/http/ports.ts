import type { TenantAccounts } from '../account/ports.ts';
import type { Log, WorkQueue } from '../core/ports.ts';
import type { RequestDeps, RequestSettings } from '../requests/ports.ts';
import type { WebhookKeys, WebhookSender, WebhookSettings } from '../webhooks/ports.ts';

/** Everything that the deploy decides. */
export interface Settings extends RequestSettings, WebhookSettings {
  /** The vendor's onboarding page, which a link leads to; without one it leads to the onboarding itself. */
  readonly pageUrl: string | undefined;
  /** How callers prove who they are: a bearer token, or AWS's signature, which API Gateway checks. */
  readonly auth: 'token' | 'sigv4';
}

/** The services that functions reach. */
export interface Gateways {
  readonly store: RequestDeps['store'];
  readonly tenantAccounts: TenantAccounts;
  readonly queue: WorkQueue;
  readonly deliveryQueue: WorkQueue;
  readonly webhooks: WebhookSender;
  readonly webhookKeys: WebhookKeys;
}

/** What every function has, whichever services it reaches. */
interface Surroundings extends Omit<RequestDeps, keyof Gateways | 'settings'> {
  readonly settings: Settings;
}

/** The services of a function that works on onboardings. */
type Working = 'store' | 'tenantAccounts' | 'queue' | 'deliveryQueue';

/**
 * What a function uses: `Deps<'store'>` where the state table is enough. A service that a function does not name is not
 * in its bundle either.
 */
export type Deps<G extends keyof Gateways = Working> = Surroundings & Pick<Gateways, G>;

/** A caller's token, as its SHA-256; the name is what the audit trail shows. */
export interface TokenHash {
  readonly name: string;
  /** The tenants that it may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
  /** Hex. */
  readonly sha256: string;
}

/** What only the HTTP layer needs. */
interface HttpDeps {
  readonly tokens: readonly TokenHash[];
  /** Origins whose pages may read the answers (CORS). */
  readonly corsOrigins: readonly string[];
  /** A log whose every line has these fields. */
  logWith(fields: Readonly<Record<string, string>>): Log;
}

/** What a handler is made with. */
export type ServiceDeps<G extends keyof Gateways = Working> = Deps<G> & HttpDeps;
