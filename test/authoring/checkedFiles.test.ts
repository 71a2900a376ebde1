import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedFiles } from '../../authoring/checkedFiles.ts';
import { compareFiles } from '../../authoring/comparedFiles.ts';
import { problemLine } from '../../authoring/problem.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';

const linesOf = async (folder: string) => (await checkedFiles([folder])).problems.map(problemLine);

test('the stack of a blueprint is checked as well', async () => {
  const folder = ownFolder({ 'snapshots.yaml': ownBlueprint.replace('Snapshots of', 'Snapshots of'.repeat(80)) });
  expect(await linesOf(folder)).toEqual([
    expect.stringMatching(/snapshots.yaml:2:8: with this title, the description of the stack would have [\d,]+ bytes/),
  ]);
});

test.each(['{"foo": 1}', '{"Statement": [{"Effect": "Allow", "Condition": {"StringEquals": {"a": null}}}]}', '{'])(
  'a stored policy of AWS that is %s is said in words, by the check and by the comparison',
  async (document) => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'managed'));
    writeFileSync(
      join(folder, 'managed', 'ReadOnlyAccess.json'),
      `{"version": "v1", "updatedAt": "", "document": ${document}}`,
    );
    const line = `${join(folder, 'managed')}:1:1: a document of a managed policy in this folder cannot be read. Remove the folder, and fetch the documents again: npx latchkey blueprint fetch-managed.`;
    expect(await linesOf(folder)).toEqual([line]);
    expect(await compareFiles(folder, folder)).toEqual({ problems: [line] });
  },
);
