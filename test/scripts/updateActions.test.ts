import { readFileSync } from 'node:fs';
import { actions, actionsFile } from '../../scripts/updateActions.ts';
import { attachedPolicies, attachedPoliciesFile } from '../../scripts/updateManagedPolicies.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the actions that the preview counts are those of the data package, for every service that the catalogue names', async () => {
  expect(read(actionsFile)).toEqual(JSON.parse(await actions()));
});

test('the managed policies that the preview shows are those that the catalogue attaches, as the data package has them', () => {
  expect(read(attachedPoliciesFile)).toEqual(attachedPolicies());
});
