import { ProblemError } from '../../core/errors.ts';
import type { StopScope } from '../../requests/ports.ts';
import { isScope, partsOfScope, type ScopeParts } from '../../requests/stopScopes.ts';
import { knownBlueprint } from '../find.ts';
import type { Deps } from '../ports.ts';
import { mayActFor, type Caller } from './caller.ts';
import { tenantIdPattern } from './schema.ts';

/**
 * Returns the scope in the path. Throws 422 if it is not one. Throws 404 if the caller may not act for it: a token for some
 * tenants may stop only these tenants.
 */
export function scopeInPath(caller: Caller, scope = ''): StopScope {
  if (!isScope(scope) || !hasValidName(partsOfScope(scope)))
    throw new ProblemError(
      'invalid-request',
      'Nothing was changed. The scope in the path must be all, tenant:{tenantId} or blueprint:{name}, for example /v1/stops/tenant:acme.',
    );
  if (mayControl(caller, partsOfScope(scope))) return scope;
  throw new ProblemError('not-found', 'This token is not allowed to stop or allow requests of this scope.');
}

function hasValidName(parts: ScopeParts): boolean {
  switch (parts.kind) {
    case 'all':
      return true;
    case 'tenant':
      return tenantIdPattern.test(parts.name);
    case 'blueprint':
      return /^[\w-]{1,64}$/.test(parts.name);
  }
}

/** Whether the caller may stop requests of this scope. A caller that may act for all tenants may stop everything. */
function mayControl(caller: Caller, parts: ScopeParts): boolean {
  return caller.tenants === undefined || (parts.kind === 'tenant' && mayActFor(caller, parts.name));
}

/** Whether the caller may read that a scope is stopped: its own tenants, and what concerns every tenant. */
export function maySeeScope(caller: Caller, scope: StopScope): boolean {
  const parts = partsOfScope(scope);
  return parts.kind !== 'tenant' || mayActFor(caller, parts.name);
}

/** Throws 404 if the scope is a blueprint that this deployment does not have: a stop of a misspelt name stops nothing. */
export function mustBeKnown(deps: Deps<'catalog'>, scope: StopScope): void {
  const parts = partsOfScope(scope);
  if (parts.kind === 'blueprint') knownBlueprint(deps, parts.name);
}
