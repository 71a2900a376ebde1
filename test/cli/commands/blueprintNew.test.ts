import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../../authoring/read/readText.ts';
import { commandLineFor } from '../../support/commandLine.ts';

const { latchkey } = commandLineFor();
const folder = () => mkdtempSync(join(tmpdir(), 'new-'));

/** A person who gives these answers, each to the first question that contains its key. */
function person(answers: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const questions = {
    text: (question: string, suggestion: string) => {
      asked.push(question);
      return Promise.resolve(Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? suggestion);
    },
    confirm: () => Promise.resolve(false),
    secret: () => Promise.resolve(''),
  };
  return { asked, questions };
}

test('asks a person for everything, each once, and writes what was said', async () => {
  const out = folder();
  const { asked, questions } = person({
    'Name of the blueprint': 'nodes',
    'Policies of AWS': 'AmazonEC2FullAccess, IAMReadOnlyAccess',
  });
  const { code } = await latchkey(['blueprint', 'new', '--out', out], { questions, isTerminal: true });
  expect({ code, asked }).toEqual({
    code: 0,
    asked: [
      'Name of the blueprint',
      'Title, for administrators of tenants',
      'Address of the guide',
      'Names of the users, separated by commas',
      'Policies of AWS that they get, separated by commas',
      'File with a policy that they get',
    ],
  });
  const { blueprint } = readText('nodes.yaml', readFileSync(join(out, 'nodes.yaml'), 'utf8'));
  expect(blueprint?.users).toEqual([
    { name: '${userName}', groups: [], attach: [{ managed: 'AmazonEC2FullAccess' }, { managed: 'IAMReadOnlyAccess' }] },
  ]);
});

test('asks what the policy in a file leaves open', async () => {
  const out = folder();
  const file = join(out, 'policy.json');
  writeFileSync(
    file,
    '{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::464622532012:role/vendor" }',
  );
  const { asked, questions } = person({ 464622532012: 'stays' });
  const flags = [
    '--name',
    'roles',
    '--title',
    'Roles',
    '--guide',
    'https://vendor.example',
    '--user',
    'one',
    '--user',
    'two',
  ];
  const { code } = await latchkey(['blueprint', 'new', '--out', out, '--policy-file', file, ...flags], { questions });
  expect({ code, asked: asked.length }).toEqual({ code: 0, asked: 1 });
  const { blueprint } = readText('roles.yaml', readFileSync(join(out, 'roles.yaml'), 'utf8'));
  expect(blueprint?.users.map(({ name }) => name)).toEqual(['${userName}', '${userName2}']);
  expect(blueprint?.policies[0]?.documents[0]?.Statement[0]?.Resource).toBe(
    'arn:${partition}:iam::464622532012:role/vendor',
  );
});

test.each([
  ['--managed AmazonEC2FullAccess', '--name'],
  ['--name nodes', '--managed'],
])('without a terminal, %s alone is wrong usage that names %s', async (flags, missing) => {
  const { code, stderr } = await latchkey(`blueprint new --out ${folder()} ${flags}`);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(missing) });
});
