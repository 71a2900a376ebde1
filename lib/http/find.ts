import { ProblemError } from '../errors.ts';
import type { Onboarding } from '../onboarding.ts';
import type { Deps } from '../ports.ts';
import { retrying } from '../retry.ts';
import type { ApiRequest } from './request.ts';

/** The onboarding that the path names. Throws one and the same 404 for none, not yours, and no ID at all. */
export async function findOnboarding({ path, deadline }: ApiRequest, deps: Deps): Promise<Onboarding> {
  const { id } = path;
  const isId = id !== undefined && /^ob_[0-9A-Z]{26}$/.test(id);
  const found = isId ? await retrying(deps.clock, deadline, () => deps.store.get(id)) : undefined;
  if (found === undefined)
    throw new ProblemError(
      'not-found',
      'There is no onboarding of this ID that this token may see. IDs look like ob_01JD0000000000000000000000.',
    );
  return found;
}
