import { readFileSync } from 'node:fs';
import {
  managedPolicies,
  managedPoliciesFile,
  managedPolicyNames,
  policyNamesFile,
} from '../../scripts/updateManagedPolicies.ts';

test('the stored AWS managed policies equal those of the data package', () => {
  expect(JSON.parse(readFileSync(managedPoliciesFile, 'utf8'))).toEqual(JSON.parse(managedPolicies()));
});

test('the stored names of managed policies are all those of the data package, with their paths', () => {
  const stored = readFileSync(policyNamesFile, 'utf8');
  expect(stored).toBe(managedPolicyNames());
  expect(stored.split(' ')).toContain('job-function/Billing');
});
