import { readFileSync } from 'node:fs';
import { actions, actionsFile } from '../../scripts/updateActions.ts';
import { attachedPolicies, attachedPoliciesFile } from '../../scripts/updateManagedPolicies.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the stored actions equal those of the data package, for every service that the catalogue names', async () => {
  expect(read(actionsFile)).toEqual(JSON.parse(await actions()));
});

test('the stored managed policies are those that the catalogue attaches, and equal those of the data package', () => {
  expect(read(attachedPoliciesFile)).toEqual(attachedPolicies());
});
