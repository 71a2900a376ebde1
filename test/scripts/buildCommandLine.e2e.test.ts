import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../cli/version.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';
import { buildCommandLine } from '../../scripts/buildCommandLine.ts';

/** To check the parameter, the command reads the data of AWS. */
const withBucket = ownBlueprint.replace(
  'parameters:',
  'parameters:\n  bucket: { kind: arn, service: s3, resourceType: bucket, default: null, description: A bucket. }',
);

test('the package runs by itself, with the licences of what it contains', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'latchkey-package-')), 'package');
  await buildCommandLine(folder, '@example/latchkey');
  const run = (...words: string[]) =>
    execFileSync(process.execPath, [join(folder, 'latchkey.js'), ...words], { cwd: folder, encoding: 'utf8' });
  expect(run('--version')).toBe(`${version}\n`);
  expect(run('--help')).toContain('\nCOMMANDS\n');
  expect(run('blueprint', 'check', ownFolder({ 'snapshots.yaml': withBucket }))).toBe(
    '1 blueprint: no mistake found.\n',
  );
  const policy = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::backups-of-yours/*' };
  const guide = ownFolder({ 'guide.json': JSON.stringify(policy) });
  expect(run('blueprint', 'import', join(guide, 'guide.json'), '--out', join(guide, 'made'))).toContain('\nRisks\n');
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    name: '@example/latchkey',
    bin: { latchkey: 'latchkey.js' },
  });
  expect(readFileSync(join(folder, 'THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/@clack\/prompts \S+: MIT\n\nMIT License/);
});
