import { join } from 'node:path';
import { fetchManagedPolicies } from '../../authoring/fetchManagedPolicies.ts';
import { policiesOfPackage } from '../../authoring/policySources.ts';
import { checkedFiles } from '../../authoring/checkedFiles.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';

const attach = (...names: readonly string[]) =>
  ownBlueprint.replace('{ policy: snapshots-policy }', names.map((name) => `{ managed: ${name} }`).join(', '));
const path = 'job-function/ViewOnlyAccess';

test('after the documents have been fetched, the check knows what they allow', async () => {
  const folder = ownFolder({ 'snapshots.yaml': attach(path) });
  const problemsOf = async () => (await checkedFiles([folder])).problems.map(({ problem }) => problem);
  expect(await problemsOf()).toEqual([expect.stringContaining(`the document of ${path} is not known`)]);
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeVolumes', Resource: '*' }],
  };
  const source = () => Promise.resolve({ version: 'v1', updatedAt: '2026-01-01T00:00:00.000Z', document });
  expect(await fetchManagedPolicies(folder, source)).toEqual({
    written: [join('managed', 'job-function', 'ViewOnlyAccess.json')],
    missing: [],
    problems: [],
  });
  expect(await problemsOf()).toEqual([]);
});

test('a name that AWS does not have is said, and the others are written', async () => {
  const folder = ownFolder({ 'snapshots.yaml': attach(path, 'NoSuchPolicy') });
  expect(await fetchManagedPolicies(join(folder, 'snapshots.yaml'), await policiesOfPackage())).toEqual({
    written: [join('managed', 'job-function', 'ViewOnlyAccess.json')],
    missing: ['NoSuchPolicy'],
    problems: [],
  });
});
