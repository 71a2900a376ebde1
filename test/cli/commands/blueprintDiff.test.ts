import { join } from 'node:path';
import { commandLineFor } from '../../support/commandLine.ts';
import { ownBlueprint, ownFolder } from '../../support/ownFolder.ts';

const { latchkey } = commandLineFor();
const before = ownFolder();
const after = ownFolder({ 'snapshots.yaml': ownBlueprint.replace('ec2:DescribeVolumes', 'ec2:Describe*') });
const words = [
  'snapshots',
  '  More than before:',
  '    The permissions boundary also allows ec2:Describe*.',
  '    The user ${userName} may also call ec2:Describe*.',
  '',
].join('\n');

test.each([
  { what: 'two folders', paths: [before, after] },
  { what: 'two files', paths: [join(before, 'snapshots.yaml'), join(after, 'snapshots.yaml')] },
])('of $what, what the new one allows more is said in words', async ({ paths }) => {
  expect(await latchkey(['blueprint', 'diff', ...paths])).toEqual({ code: 0, stdout: words, stderr: '' });
});

test.each([
  { paths: [before, after], code: 1, change: 'more' },
  { paths: [after, before], code: 0, change: 'less' },
  { paths: [before, before], code: 0, change: 'nothing' },
])('with --fail-on-more the exit code is $code for $change', async ({ paths, code }) => {
  expect(await latchkey(['blueprint', 'diff', ...paths, '--fail-on-more'])).toMatchObject({ code });
});

test('with --json, a program reads the changes', async () => {
  const { stdout } = await latchkey(['blueprint', 'diff', after, before, '--json']);
  expect(JSON.parse(stdout)).toEqual({
    blueprints: [
      {
        name: 'snapshots',
        more: [],
        unknown: [],
        less: [
          'The permissions boundary no longer allows ec2:Describe*.',
          'The user ${userName} may no longer call ec2:Describe*.',
        ],
        other: [],
      },
    ],
  });
});

test('a file that is no blueprint is refused with its place', async () => {
  const wrong = ownFolder({ 'snapshots.yaml': 'name: [' });
  const { code, stderr } = await latchkey(['blueprint', 'diff', before, wrong]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`${join(wrong, 'snapshots.yaml')}:1:`) });
});
