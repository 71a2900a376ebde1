import { findBlueprint } from '../../blueprints/blueprints.ts';
import { ProblemError } from '../../core/errors.ts';
import type { StopScope } from '../../requests/ports.ts';
import type { Deps } from '../ports.ts';
import { mayActFor, type Caller } from './caller.ts';
import { tenantIdPattern } from './schema.ts';

/**
 * Returns the scope in the path. Throws 422 if it is not one. Throws 404 if the caller may not act for it: a token for some
 * tenants may stop only these tenants.
 */
export function scopeInPath(caller: Caller, scope: string | undefined): StopScope {
  const [, kind, name = ''] = /^(all|tenant:|blueprint:)(.*)$/.exec(scope ?? '') ?? [];
  const read = kind === 'all' && name === '' ? kind : scopeOf(kind, name);
  if (read === undefined)
    throw new ProblemError(
      'invalid-request',
      'The scope in the path must be all, tenant:{tenantId} or blueprint:{name}, for example /v1/stops/tenant:acme.',
    );
  if (mayControl(caller, read)) return read;
  throw new ProblemError('not-found', 'This token is not allowed to stop or allow requests of this scope.');
}

function scopeOf(kind: string | undefined, name: string): StopScope | undefined {
  if (kind === 'tenant:' && tenantIdPattern.test(name)) return `tenant:${name}`;
  return kind === 'blueprint:' && /^[\w-]{1,64}$/.test(name) ? `blueprint:${name}` : undefined;
}

/** Whether the caller may stop requests of this scope. A caller that may act for all tenants may stop everything. */
function mayControl(caller: Caller, scope: StopScope): boolean {
  return caller.tenants === undefined || (isOfTenant(scope) && maySeeScope(caller, scope));
}

/** Whether the caller may read that a scope is stopped: its own tenants, and what concerns every tenant. */
export function maySeeScope(caller: Caller, scope: StopScope): boolean {
  return !isOfTenant(scope) || mayActFor(caller, scope.slice('tenant:'.length));
}

const isOfTenant = (scope: StopScope) => scope.startsWith('tenant:');

/** Throws 404 if the scope is a blueprint that this deployment does not have: a stop of a misspelt name stops nothing. */
export function mustBeKnown(deps: Deps<'catalog'>, scope: StopScope): void {
  const [kind, name = ''] = scope.split(':');
  if (kind !== 'blueprint' || findBlueprint(deps, name) !== undefined) return;
  const known = deps.catalog.map((each) => each.name).join(', ');
  throw new ProblemError('unknown-blueprint', `There is no blueprint with this name. The blueprints are ${known}.`);
}
