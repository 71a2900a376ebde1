import { trustStatement } from '../../../lib/access/trustStatement.ts';
import { tutum } from '../../../catalog/tutum.ts';
import { externalId, launchedStack, settings } from '../../support/launchedStack.ts';

test('the statement that a tenant is told to restore is the one that the stack makes', () => {
  const vendor = `arn:aws:iam::${settings.vendorAccountId}`;
  const told = trustStatement({
    vendorRoot: `${vendor}:root`,
    vendorRoles: `${vendor}:role/${settings.namespace}-*`,
    externalId,
  });
  expect(launchedStack(tutum, {}).role.AssumeRolePolicyDocument.Statement).toEqual([told]);
});
