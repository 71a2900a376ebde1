import { AwsFailure } from '../core/awsFailure.ts';
import { AccessRetired } from '../core/controlFlowErrors.ts';
import type { Access, AccessDeps, ExternalIdChange } from './ports.ts';

/** Returns the external IDs to try, the newest first: two while the external ID is being changed. */
export function externalIdsOf({ externalId, externalIdChange }: Access): readonly [string, ...string[]] {
  return externalIdChange === undefined ? [externalId] : [externalId, externalIdChange.previous];
}

/**
 * Returns the access with a change of its external ID that has just begun. Both external IDs are tried from now on, and
 * links and commands contain the new one.
 */
export function withNewExternalId(access: Access, externalId: string, since: number): Access {
  const externalIdChange = { previous: access.externalId, since, isListed: false, waitingFor: [], changed: [] };
  return { ...access, externalId, externalIdChange };
}

/**
 * Returns the access with its change ended, if the new external ID has worked for every role that needs the access. Until
 * the roles are listed, there may be others.
 */
export function withChangeEnded(access: Access): Access {
  const { externalIdChange: change } = access;
  const isOver = change?.isListed === true && change.waitingFor.length === 0 && change.changed.length > 0;
  return isOver ? { ...access, externalIdChange: undefined } : access;
}

/** Returns the access after a role was assumed with one of its external IDs. Undefined if that changes nothing. */
function withRoleAssumed(access: Access, roleArn: string, used: string, at: number): Access | undefined {
  const { externalIdChange: change } = access;
  if (change === undefined) return undefined;
  const waitingFor = change.waitingFor.filter((each) => each.roleArn !== roleArn);
  const changed = change.changed.filter((each) => each !== roleArn);
  const wasWaiting = waitingFor.length < change.waitingFor.length;
  const after = (next: Pick<ExternalIdChange, 'waitingFor' | 'changed'>) =>
    withChangeEnded({ ...access, externalIdChange: { ...change, ...next } });
  if (used === access.externalId)
    return !wasWaiting && changed.length < change.changed.length
      ? undefined
      : after({ waitingFor, changed: [...changed, roleArn] });
  return wasWaiting ? undefined : after({ waitingFor: [...waitingFor, { roleArn, at }], changed });
}

/**
 * Stores with which external ID a role was assumed, if the external ID is being changed. Returns the access as it is
 * stored. Nothing may be created in the account before this has returned: a role that was assumed with the previous
 * external ID keeps the change open, so that Latchkey can assume it again to remove what it creates.
 *
 * Throws AwsFailure AccessDenied if the change has ended meanwhile: the role does not accept the external ID that is left.
 */
export async function rememberExternalId(
  { store, clock }: Pick<AccessDeps, 'store' | 'clock'>,
  access: Access,
  roleArn: string,
  used: string,
): Promise<Access> {
  let before = access;
  for (;;) {
    const after = withRoleAssumed(before, roleArn, used, clock.now());
    if (after === undefined) return before;
    const next = { ...after, version: before.version + 1 };
    if (await store.saveAccess(next)) return next;
    const stored = await store.getAccess(access.tenantId, access.accountId);
    if (stored === undefined) throw new AccessRetired(access.tenantId, access.accountId);
    if (!externalIdsOf(stored).includes(used))
      throw new AwsFailure(
        'sts:AssumeRole',
        'AccessDenied',
        `${roleArn} still requires the previous external ID, which has ended`,
        'refused',
      );
    before = stored;
  }
}
