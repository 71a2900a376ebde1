import { readFileSync } from 'node:fs';
import { managedPolicies, managedPoliciesFile } from '../../scripts/updateManagedPolicies.ts';

test('the stored AWS managed policies equal those of the data package', () => {
  expect(JSON.parse(readFileSync(managedPoliciesFile, 'utf8'))).toEqual(JSON.parse(managedPolicies()));
});
