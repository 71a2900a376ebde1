import { readText } from '../../../authoring/read/readText.ts';
import { problemLine } from '../../../authoring/problem.ts';

const yaml = `name: backups
title: Backups
source: Handbook
parameters:
  restore: { kind: flag, default: false, description: Whether }
  userName: { kind: name, of: user, default: backups, description: Name }
policies:
  - name: backups-policy
    documents:
      - Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: ec2:CreateSnapshot
            Resource: '*'
groups: []
users:
  - name: \${userName}
    groups: []
    attach:
      - policy: backups-policy
permissionsBoundary: []
differences: []
notes: []
`;

const linesOf = (file: string, text: string) => readText(file, text).problems.map(problemLine);

test('a file of YAML is a blueprint', () => {
  const { blueprint, problems } = readText('backups.yaml', yaml);
  expect(problems).toEqual([]);
  expect(blueprint).toMatchObject({ name: 'backups', users: [{ name: '${userName}' }] });
});

test('a file of JSON is the same blueprint', () => {
  const { blueprint } = readText('backups.yaml', yaml);
  expect(readText('backups.json', JSON.stringify(blueprint, null, '\t')).blueprint).toEqual(blueprint);
});

test('an alias stands for the value at its anchor', () => {
  const text = yaml
    .replace('documents:\n', 'documents: &all\n')
    .replace('permissionsBoundary: []', 'permissionsBoundary: *all');
  const { blueprint } = readText('backups.yaml', text);
  expect(blueprint?.permissionsBoundary).toEqual(blueprint?.policies[0]?.documents);
});

test('the byte order mark and the line ends of Windows change nothing', () => {
  const text = `\uFEFF${yaml.replaceAll('\n', '\r\n')}`;
  expect(readText('backups.yml', text).problems).toEqual([]);
  expect(linesOf('backups.yml', text.replace('Effect: Allow', 'Effect: allow'))).toEqual([
    'backups.yml:12:21: "Effect" is "allow". It must be "Allow" or "Deny".',
  ]);
});

/** What is replaced in the text above by what, and all that is said about it. */
const wrong: readonly [from: string, to: string, ...lines: string[]][] = [
  ['Effect: Allow', 'Efect: Allow', '12:13: entry 1 of "Statement" has no "Efect". Did you mean "Effect"?'],
  ['Effect: Allow', 'Effect: allow', '12:21: "Effect" is "allow". It must be "Allow" or "Deny".'],
  ['policy: backups-policy', 'polcy: x', '20:9: entry 1 of "attach" has no "polcy". Did you mean "policy"?'],
  ['policy: backups-policy', 'when: {}', '20:9: "managed" or "policy" is missing. Add it: a text.'],
  ['- policy: backups-policy', '- x', '20:9: entry 1 of "attach" is "x". It must be a mapping.'],
  ['title: Backups\n', '', '1:1: "title" is missing. Add it: a text.'],
  ['title: Backups', 'title:', '2:7: "title" is no value. It must be a text.'],
  ['notes: []', 'notes: {}', '23:8: "notes" is a mapping. It must be a list of texts.'],
  ["Resource: '*'", 'Resource: {}', '14:23: "Resource" is a mapping. It must be a text or a list of texts.'],
  ['notes: []', 'notes: []\ntitle: x', '24:1: the key "title" stands twice in the same place. Keep one of the two.'],
  [
    'notes: []',
    'notes: []\n---\nname: b',
    '24:1: a second document begins here. Give each blueprint a file of its own.',
  ],
  ['notes: []', '\tnotes: []', '23:1: this cannot be read: tabs are not allowed as indentation. Indent with spaces.'],
  [
    'title: Backups',
    'title: Backups: all',
    '2:8: this cannot be read: nested mappings are not allowed in compact mappings. Put a text that contains ": " in quotes, or begin the inner mapping in a line of its own.',
  ],
  [
    'restore:',
    're-store:',
    '5:3: a parameter is called "re-store". Use letters, digits and _, and no name that every object of JavaScript has, such as constructor.',
  ],
  [
    'name: backups\n',
    'name: Backups\n',
    '1:7: "name" is "Backups". Use lower-case letters, digits and hyphens, beginning with a letter, at most 32 in all.',
  ],
  [
    'name: backups\n',
    'name: backup\n',
    '1:7: the name "backup" is not that of the file. Rename the file to backup.yaml, or write "backups".',
  ],
  // Text that YAML would change.
  [
    'title: Backups',
    'title: 012345678901',
    '2:8: without quotes, 012345678901 is the number 12345678901. Put it in quotes: "012345678901".',
  ],
  ["Resource: '*'", 'Resource: 1e3', '14:23: without quotes, 1e3 is the number 1000. Put it in quotes: "1e3".'],
  ["Resource: '*'", 'Resource: [a, 0x1F]', '14:27: without quotes, 0x1F is the number 31. Put it in quotes: "0x1F".'],
  ['title: Backups', 'title: ~', '2:8: without quotes, ~ is no value. Put it in quotes: "~".'],
  ['notes: []', 'notes: [2]', '23:9: without quotes, 2 is not a text. Put it in quotes: "2".'],
  [
    "'2012-10-17'",
    '2012-10-17',
    '10:18: without quotes, 2012-10-17 is a date to some readers of YAML and a text to others. Put it in quotes: "2012-10-17".',
  ],
  [
    'default: false',
    'default: no',
    '5:35: without quotes, no is false to some readers of YAML and a text to others. Put it in quotes: "no". If no text is meant, write false.',
  ],
  [
    'restore:',
    'on:',
    '5:3: without quotes, on is true to some readers of YAML and a text to others. Put it in quotes: "on". If no text is meant, write true.',
  ],
  [
    'restore:',
    '123456789012:',
    '5:3: without quotes, this key is the number 123456789012. Put it in quotes: "123456789012".',
  ],
  // What YAML has and a blueprint has not.
  [
    'title: Backups',
    'title: !Sub x',
    '2:13: the tag !Sub stands here. Remove it: a blueprint has no tags of YAML, and none of the functions of CloudFormation.',
  ],
  [
    'notes: []',
    'notes: []\n<<: {}',
    '24:1: the merge key << is not part of YAML 1.2. Write out its entries. An alias for a whole value (*name) can be used.',
  ],
  [
    "Resource: '*'",
    'Resource: *',
    '14:23: this cannot be read: alias cannot be an empty string. Put a text that begins with * in quotes: "*".',
  ],
  [
    "Resource: '*'",
    'Resource: *x',
    '14:23: the alias *x has no anchor &x before it. Put the anchor at a value above. If a text is meant, put it in quotes.',
  ],
  [
    'permissionsBoundary: []',
    'permissionsBoundary: &x [*x]',
    '21:26: the alias *x stands inside the value that it stands for. Write out what is meant.',
  ],
  ...['__proto__', "'__proto__'", '"__proto\\u005f_"'].map((key): [string, string, string] => [
    'title: Backups',
    `title: Backups\n${key}: { 'aws:username': ann }`,
    '3:1: the key __proto__ cannot be read as that of a value. Remove it: neither a blueprint nor IAM has such a name.',
  ]),
  // Several at once, in the order of their places.
  [
    'title: Backups\nsource: Handbook',
    'title: 1\nsorce: Handbook',
    '2:8: without quotes, 1 is not a text. Put it in quotes: "1".',
    '3:1: a blueprint has no "sorce". Did you mean "source"?',
  ],
];

test.each(wrong)('%j that is written as %j has all its mistakes named', (from, to, ...lines) => {
  expect(yaml).toContain(from);
  expect(linesOf('a/backups.yaml', yaml.replace(from, to))).toEqual(lines.map((line) => `a/backups.yaml:${line}`));
});

test.each([
  [
    '{"name": "a", // the name\n}',
    '1:15: JSON has no comments. Remove it, or name the file .yaml, where # begins a comment.',
  ],
  ['{\n  "name": "a",\n}', '2:14: JSON has no comma after the last entry. Remove the comma.'],
  ["{'name': 1}", '1:2: JSON has no single quotes. Use double quotes.'],
  ['{name: 1}', '1:2: name is not JSON. Put it in double quotes: "name".'],
  ['name: a', '1:1: name is not JSON. Put it in double quotes: "name".'],
  [
    '{"name":1 "title":2}',
    "1:11: this cannot be read: expected ',' or '}' after property value. Check the commas, colons and brackets here.",
  ],
  ['', '1:1: the file is empty. Write a blueprint into it, or remove it from the folder.'],
  ['# nothing', '1:1: the file is empty. Write a blueprint into it, or remove it from the folder.'],
])('%j in a file of JSON is refused', (text, line) => {
  expect(linesOf('a.json', text)).toEqual([`a.json:${line}`]);
});

test('a value that aliases multiply is refused', () => {
  const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
  const [first] = linesOf('a.yaml', `a0: &a0 [x]\n${levels.join('\n')}\n`);
  expect(first).toBe('a.yaml:1:1: there are more than 50000 values. Use fewer aliases.');
});

test('a problem of the blueprint is located in the file', () => {
  const { locate } = readText('backups.yaml', yaml);
  const problem = { problem: 'it is wrong', remedy: 'Correct it.', severity: 'warning' } as const;
  const at = (...path: (string | number)[]) => problemLine(locate({ ...problem, path }));
  expect(at('policies', 0, 'documents', 0, 'Statement', 0, 'Action')).toBe(
    'backups.yaml:13:21: warning: it is wrong. Correct it.',
  );
  expect(at('policies', 0, 'documents', 0, 'Statement', 0, 'NotAction')).toContain('backups.yaml:12:13: ');
  expect(at('users', 7)).toContain('backups.yaml:17:3: ');
  expect(at('users')).toContain('backups.yaml:16:1: ');
  expect(at()).toContain('backups.yaml:1:1: ');
});
