import { ProblemError } from '../core/errors.ts';
import { changeControls, readControls, type ControlDeps, type ReadControlsDeps } from './controls.ts';
import type { Stop, StopScope } from './ports.ts';
import { partsOfScope, type ScopeParts } from './stopScopes.ts';

/** The value of Retry-After while requests are stopped, in seconds. A person has to allow them again. */
const retryAfterSeconds = 300;

/** Every create, claim and link reads all stops, so there are only a few. */
const maxStops = 50;

/**
 * Throws 503 `stopped`, with the reason that the operator gave, if an operator has stopped requests of this tenant, of
 * this blueprint or all requests. Call this before a create, a claim, a link or a provisioning begins. What has begun is
 * not interrupted: it ends without keys that nobody knows of, and removals always continue.
 *
 * The read is strongly consistent. So no request that arrives after the answer to the stop begins.
 */
export async function assertNotStopped(
  deps: ReadControlsDeps,
  { tenantId, blueprint }: { readonly tenantId: string; readonly blueprint: string },
  deadline: number,
): Promise<void> {
  const { stops } = await readControls(deps, deadline);
  const scopes: readonly StopScope[] = ['all', `tenant:${tenantId}`, `blueprint:${blueprint}`];
  const stop = stops.find(({ scope }) => scopes.includes(scope));
  if (stop === undefined) return;
  throw new ProblemError(
    'stopped',
    `Nothing was done. The operator of this service has stopped new onboardings, claims and links ${concerned[partsOfScope(stop.scope).kind]}: ${stop.reason}`,
    { retryAfterSeconds },
  );
}

/** Whose requests are stopped, for the answer to one of them. */
const concerned: Readonly<Record<ScopeParts['kind'], string>> = {
  all: 'of all tenants',
  tenant: 'of this tenant',
  blueprint: 'with this blueprint',
};

/**
 * Stops requests. If they are stopped already, replaces the reason. Idempotent. Throws 409 if there are too many stops.
 * Returns the stop.
 */
export async function stopRequests(
  deps: ControlDeps,
  scope: StopScope,
  reason: string,
  deadline: number,
): Promise<Stop> {
  let stop: Stop = { scope, reason, by: deps.actor.by, at: deps.clock.now() };
  await changeControls(deps, deadline, ({ stops }) => {
    const same = stops.find((each) => each.scope === scope);
    if (same?.reason === reason) {
      stop = same;
      return undefined;
    }
    const others = stops.filter((each) => each.scope !== scope);
    if (others.length >= maxStops)
      throw new ProblemError(
        'wrong-state',
        `There are ${String(maxStops)} stops already, which is the limit. Allow requests of some tenants again, or stop all requests (POST /v1/stops/all).`,
      );
    return { stops: [...others, stop], scope, reason };
  });
  return stop;
}

/** Allows requests again. Does nothing if they are not stopped. */
export async function allowRequests(deps: ControlDeps, scope: StopScope, deadline: number): Promise<void> {
  await changeControls(deps, deadline, ({ stops }) => {
    const others = stops.filter((each) => each.scope !== scope);
    return others.length === stops.length ? undefined : { stops: others, scope };
  });
}
