import { sameDocument } from '../blueprints/policyDocument.ts';
import type { BoundaryCandidate } from './chooseBoundary.ts';
import type { RunContext } from './runContext.ts';

/** The boundaries that an attempt has read, so that the users of one plan do not each read the same one. */
const readings = new WeakMap<BoundaryCandidate, Promise<boolean>>();

/**
 * Returns whether a boundary has the document that its name promises. The name has only a digest of the values that its
 * document has, and whoever launches the stack can change one without the other. Makes two calls, once per attempt, and
 * none if `document` is undefined. Throws AwsFailure.
 */
export async function hasItsDocument(
  { account }: Pick<RunContext, 'account'>,
  candidate: BoundaryCandidate,
): Promise<boolean> {
  const { arn, document } = candidate;
  if (document === undefined) return true;
  const reading =
    readings.get(candidate) ?? account.getPolicyDocument(arn).then((found) => sameDocument(found, document));
  readings.set(candidate, reading);
  try {
    return await reading;
  } catch (error) {
    readings.delete(candidate);
    throw error;
  }
}
