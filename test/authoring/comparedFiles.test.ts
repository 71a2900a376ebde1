import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareFiles } from '../../authoring/comparedFiles.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';

const withReadOnly = ownBlueprint.replace('{ policy: snapshots-policy }', '$&, { managed: ReadOnlyAccess }');
const document = (Action: string) =>
  JSON.stringify({
    version: 'v1',
    updatedAt: '',
    document: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  });

/** A folder with a blueprint, and with a document of ReadOnlyAccess if it is given. */
function folderWith(text: string, stored?: string): string {
  const folder = ownFolder({ 'snapshots.yaml': text });
  if (stored === undefined) return folder;
  mkdirSync(join(folder, 'managed'));
  writeFileSync(join(folder, 'managed', 'ReadOnlyAccess.json'), stored);
  return folder;
}

async function comparedOf(before: string, after: string) {
  const compared = await compareFiles(before, after);
  return 'problems' in compared ? compared.problems : compared.blueprints[0];
}

test('a policy of AWS that was edited hides nothing of what the new version adds', async () => {
  const before = folderWith(withReadOnly, document('ec2:Describe*'));
  const added = withReadOnly.replace("'ec2:CreateSnapshot'", "'ec2:CreateSnapshot', 'iam:PassRole'");
  expect(await comparedOf(before, folderWith(added, document('*')))).toMatchObject({
    more: expect.arrayContaining([expect.stringContaining('may also call iam:PassRole')]),
    unknown: [
      'The stored document of the managed policy ReadOnlyAccess of AWS is another one, so that it may allow more.',
    ],
  });
});

test('a policy of AWS whose document only the new version has may be more', async () => {
  const after = folderWith(withReadOnly, document('ec2:Describe*'));
  expect(await comparedOf(folderWith(withReadOnly), after)).toMatchObject({
    more: [],
    unknown: [expect.stringContaining('ReadOnlyAccess of AWS is another one')],
  });
  expect(await comparedOf(after, after)).toMatchObject({ more: [], unknown: [] });
});
