import { validAccess, type ValidAccess } from '../access/validAccess.ts';
import type { CreateRequest } from './firstRecord.ts';
import type { RequestDeps } from './ports.ts';

/**
 * Returns the access for a create as `validAccess` does. Reads it at once, but stores a new one only if `isAdmitted` is
 * true: a create that is refused, or repeats another one, stores nothing about its tenant. Throws if a new access would
 * be needed and `isAdmitted` is false.
 *
 * @param isAdmitted never rejects
 */
export function admittedAccess(
  deps: RequestDeps,
  request: CreateRequest,
  isAdmitted: Promise<boolean>,
): Promise<ValidAccess> {
  const saveAccess: RequestDeps['store']['saveAccess'] = async (access) => {
    if (!(await isAdmitted)) throw new Error('the create is not admitted, so that it stores no access');
    return deps.store.saveAccess(access);
  };
  const { blueprint, deadline } = request;
  return validAccess({ ...deps, store: { ...deps.store, saveAccess } }, request, blueprint, deadline);
}
