import { changeAccess } from './changeAccess.ts';
import type { Access, AccessDeps, AssumedRole } from './ports.ts';

/** Returns the bootstrap role with this ARN as Latchkey last assumed it. Undefined if it has never assumed it. */
export function assumedRole({ assumedRoles }: Pick<Access, 'assumedRoles'>, roleArn: string): AssumedRole | undefined {
  return assumedRoles.find((each) => each.roleArn === roleArn);
}

/**
 * Stores that Latchkey has assumed a role for the first time. A role with another unique ID is another role: somebody
 * has deleted the stack and launched it again, and AWS makes a new role usable with a delay. Returns the role, and the
 * access as it is stored, which the caller uses for its next write. If the write fails, a later attempt waits longer
 * than necessary and nothing else is wrong, so the error is ignored.
 *
 * @param roleId the unique ID of the role that STS has just let Latchkey assume. Undefined if STS did not return it
 */
export async function rememberAssumed(
  deps: AccessDeps,
  access: Access,
  roleArn: string,
  roleId: string | undefined,
): Promise<{ readonly role: AssumedRole; readonly access: Access }> {
  const role = { roleArn, at: deps.clock.now(), ...(roleId !== undefined && { roleId }) };
  const knownIn = (stored: Access) => {
    const known = assumedRole(stored, roleArn);
    return known !== undefined && (roleId === undefined || roleId === known.roleId) ? known : undefined;
  };
  const stored = await changeAccess(deps, access, (before) =>
    knownIn(before) === undefined
      ? { ...before, assumedRoles: [...before.assumedRoles.filter((each) => each.roleArn !== roleArn), role] }
      : undefined,
  );
  return { role: knownIn(stored) ?? role, access: stored };
}
