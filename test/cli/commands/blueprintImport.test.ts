import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../../authoring/read/readText.ts';
import { commandLineFor } from '../../support/commandLine.ts';

const { latchkey } = commandLineFor();

const backups = `# Backups

\`\`\`json
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::<YOUR_BUCKET>/*" }
  ]
}
\`\`\`
`;
const twoPolicies = `${backups}\n## Restore\n${backups.slice(backups.indexOf('```')).replace('s3:PutObject', 's3:GetObject')}`;
const unclear =
  '{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::464622532012:role/vendor" }';

function guide(text: string, name = 'backups.md') {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const [file, out] = [join(folder, name), join(folder, 'out')];
  writeFileSync(file, text);
  const run = (flags: readonly string[] = [], more = {}) =>
    latchkey(['blueprint', 'import', file, '--out', out, ...flags], more);
  const written = (called = 'backups.yaml') => readFileSync(join(out, called), 'utf8');
  return { folder, file, out, run, written };
}

test('the policy of a page becomes a blueprint that a deploy reads, and its preview is shown', async () => {
  const { run, out, written } = guide(backups);
  const { code, stdout, stderr } = await run(['--guide', 'https://vendor.example/aws']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Wrote ${join(out, 'backups.yaml')}.\n` });
  expect(stdout).toContain('7:78: <YOUR_BUCKET> becomes ${bucketName}. Its position says what it is.');
  expect(stdout).toContain('CREATES');
  const { blueprint, problems } = readText('backups.yaml', written());
  expect(problems).toEqual([]);
  expect(blueprint?.source).toBe('https://vendor.example/aws');
  expect(blueprint?.policies[0]?.documents[0]?.Statement).toEqual([
    { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:${partition}:s3:::${bucketName}/*' },
  ]);
});

test('of several policies one is chosen, by its number, its heading or its fence', async () => {
  const { run, out, written } = guide(twoPolicies);
  const asked = await run();
  expect(asked.code).toBe(1);
  expect(asked.stderr).toContain('2  fence 2, under "Restore" (line 14)');
  expect(() => readdirSync(out)).toThrow('ENOENT');
  for (const choice of [
    ['--policy', '2'],
    ['--policy', 'restore'],
    ['--fence', '2'],
  ]) {
    expect((await run([...choice, '--force'])).code).toBe(0);
    expect(written()).toContain('s3:GetObject');
  }
});

test('what only a person knows is asked, and nothing is written until it is said', async () => {
  const { run, out, written } = guide(unclear, 'vendor.json');
  const open = await run();
  expect(open.code).toBe(1);
  expect(open.stdout).toContain("Pass --set 'accountId=464622532012'");
  expect(open.stderr).toContain('One question is open');
  expect(() => readdirSync(out)).toThrow('ENOENT');
  expect((await run(['--literal', '464622532012'])).code).toBe(0);
  expect(written('vendor.yaml')).toContain('arn:${partition}:iam::464622532012:role/vendor');
});

test('a text gets the name that --set gives it', async () => {
  const { run, written } = guide(backups);
  expect((await run(['--set', 'backupBucket=<YOUR_BUCKET>'])).code).toBe(0);
  expect(written()).toContain('s3:::${backupBucket}/*');
});

test('an answer about a text that is not there is refused', async () => {
  const { run } = guide(backups);
  const { code, stdout } = await run(['--set', 'bucket=acme']);
  expect({ code, isSaid: stdout.includes('acme. It was passed, but the policy has no such text.') }).toEqual({
    code: 1,
    isSaid: true,
  });
});

test('an ID that AWS gave to one resource of the guide’s author is a parameter, and an empty Sid is left out', async () => {
  const policy =
    '{ "Sid": "", "Effect": "Allow", "Action": "route53:GetHostedZone", "Resource": "arn:aws:route53:::hostedzone/ZABCD1EFGHIL" }';
  const { run, written } = guide(policy, 'dns.json');
  const { code, stdout } = await run();
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('ZABCD1EFGHIL becomes ${hostedzoneId}'),
  });
  expect(written('dns.yaml')).not.toContain('Sid');
});

test('what a page names outside of its policy is said, and the policy of a bucket or a key cannot be chosen', async () => {
  const page = [
    backups,
    'Spot instances need `ec2:CreateFleet`.',
    '```\naws iam attach-user-policy --policy-arn arn:aws:iam::aws:policy/SecurityAudit\n```',
    '```json\n{ "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*" }\n```',
  ].join('\n');
  const { run } = guide(page);
  const { stdout } = await run();
  expect(stdout).toContain('outside of the blocks of code names actions: ec2:CreateFleet.');
  expect(stdout).toContain('It names policies of AWS. If the guide attaches them: --managed SecurityAudit.');
  const { stderr } = await run(['--fence', '3', '--force']);
  expect(stderr).toContain('The policy in fence 3 names principals');
});

test('a misspelt action is left out with the name that may be meant, and ForAllValues without Null is pointed out', async () => {
  const policy = `{ "Statement": [
    { "Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObjct"], "Resource": "arn:aws:s3:::<BUCKET>/*" },
    { "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
      "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": "team" } } }
  ] }`;
  const { stdout } = await guide(policy, 'tags.json').run();
  expect(stdout).toContain('s3:GetObjct is left out. AWS has no such action');
  expect(stdout).toContain('such as s3:GetObject.');
  expect(stdout).toContain('a request that has no value of aws:TagKeys meets the condition');
});

test('a file that is there stays without --force', async () => {
  const { run, out } = guide(backups);
  await run();
  writeFileSync(join(out, 'backups.yaml'), 'mine');
  const { code, stderr } = await run();
  expect({ code, file: readFileSync(join(out, 'backups.yaml'), 'utf8') }).toEqual({ code: 2, file: 'mine' });
  expect(stderr).toContain('Pass --force');
});

test('the standard input is a guide too, and the result is JSON where that is asked for', async () => {
  const { out } = guide('');
  const { code, stdout } = await latchkey(
    ['blueprint', 'import', '-', '--name', 'dns', '--out', out, '--format', 'json', '--json'],
    {
      stdin:
        '{ "Effect": "Allow", "Action": "route53:GetHostedZone", "Resource": "arn:aws:route53:::hostedzone/ZONE_ID" }',
    },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    file: join(out, 'dns.json'),
    blueprint: {
      name: 'dns',
      parameters: { zoneId: { kind: 'resourceName', service: 'route53', resourceType: 'hostedzone' } },
    },
  });
  expect(JSON.parse(readFileSync(join(out, 'dns.json'), 'utf8'))).toMatchObject({ name: 'dns' });
});

test('a guide that attaches policies of AWS needs no file', async () => {
  const { out } = guide('');
  const { code } = await latchkey([
    'blueprint',
    'import',
    '--managed',
    'AmazonEC2FullAccess',
    '--name',
    'nodes',
    '--out',
    out,
  ]);
  expect(code).toBe(0);
  expect(readFileSync(join(out, 'nodes.yaml'), 'utf8')).toContain('managed: AmazonEC2FullAccess');
});

test('the preview of a policy of AWS that is stored in the folder tells what it allows', async () => {
  const { out } = guide('');
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' }],
  };
  mkdirSync(join(out, 'managed'), { recursive: true });
  writeFileSync(
    join(out, 'managed', 'ReadOnlyAccess.json'),
    JSON.stringify({ version: 'v1', updatedAt: '2026-01-01', document }),
  );
  const { stdout } = await latchkey([
    'blueprint',
    'import',
    '--managed',
    'ReadOnlyAccess',
    '--name',
    'reader',
    '--out',
    out,
  ]);
  expect(stdout).toContain('- reader: 1 write, in 1 service.');
});

test.each([
  ['a broken text', '{ "Statement": [', 'backups.md:1:17'],
  ['no policy', '# Nothing', 'has no policy that a user can have'],
  ['an effect that is none', '{ "Effect": "Maybe", "Action": "s3:Get*", "Resource": "*" }', 'neither Allow nor Deny'],
])('%s is said with its place', async (_, text, said) => {
  const { run } = guide(text);
  const { code, stderr } = await run();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(said) });
});

test.each([
  ['--set', 'x'],
  ['--condition', 'x=perhaps'],
  ['--fence', 'one'],
  ['--name', 'Not_A_Name'],
])('%s %s is wrong usage', async (...flags) => {
  expect((await guide(backups).run(flags)).code).toBe(2);
});
