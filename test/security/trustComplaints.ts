import { isAllowed } from '../support/engine.ts';
import { accountId, externalId, settings } from '../support/launchedStack.ts';

const { vendorAccountId, namespace } = settings;

/** A principal that tries to assume the role; its own policy allows it to assume any role. */
const callers = [
  {
    who: 'a role of the vendor with the external ID',
    account: vendorAccountId,
    role: `${namespace}-work`,
    id: externalId,
  },
  {
    who: 'a role of the vendor without an external ID',
    account: vendorAccountId,
    role: `${namespace}-work`,
    id: undefined,
  },
  {
    who: 'a role of the vendor with another external ID',
    account: vendorAccountId,
    role: `${namespace}-work`,
    id: `${externalId.slice(0, -1)}x`,
  },
  { who: 'another role of the vendor', account: vendorAccountId, role: 'build', id: externalId },
  { who: 'another account', account: '444455556666', role: `${namespace}-work`, id: externalId },
] as const;

/**
 * Returns what is wrong with the trust policy of a bootstrap role: whom it wrongly admits, and whom it wrongly refuses.
 */
export async function trustComplaints(roleName: string, trust: unknown): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, { who, account, role, id }] of callers.entries()) {
    const isAdmitted = await isAllowed({
      principal: `arn:aws:sts::${account}:assumed-role/${role}/session`,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${accountId}:role/${roleName}`,
      accountId,
      context: {
        'aws:PrincipalArn': `arn:aws:iam::${account}:role/${role}`,
        ...(id === undefined ? {} : { 'sts:ExternalId': id }),
      },
      identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }],
      trust,
    });
    if (isAdmitted !== (index === 0)) found.push(`${isAdmitted ? 'lets in' : 'keeps out'} ${who}`);
  }
  return found;
}
