import { readSet } from '../../../authoring/import/find/answers.ts';
import { importGuide } from '../../../authoring/import/importGuide.ts';

const importing = (text: string, set: readonly string[] = [], userNames: readonly string[] = ['ann']) =>
  importGuide({
    file: { name: 'guide.md', text },
    texts: { name: 'vendor', title: 'Vendor', source: 'The guide', userNames },
    choice: { fences: [], policies: [] },
    managed: [],
    answers: { set: set.flatMap((given) => readSet(given) ?? []), literal: [] },
    allowedEscalations: [],
    conditions: {},
    folder: 'blueprints',
  });
const policy = (more: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'ec2:StopInstances', Resource: '*', ...more }] });
const fenced = (code: string) => `\`\`\`json\n${code}\n\`\`\`\n`;
const pageOf = (code: string) => `<html><body>\n<pre>${code}</pre>\n</body></html>`;
const passRole = policy({ Action: 'iam:PassRole' });

async function statementsOf(...given: Parameters<typeof importing>) {
  const imported = await importing(...given);
  if (imported.outcome !== 'made') throw new Error(imported.outcome);
  return imported.blueprint.policies.flatMap(({ documents }) => documents.flatMap(({ Statement }) => Statement));
}

test.each([
  ['__proto__', '{"Condition":{"__proto__":{"aws:username":"ann"}}}', 'IAM has no condition __proto__.'],
  ['a key __proto__', '{"Condition":{"StringEquals":{"__proto__":"ann"}}}', 'IAM has no condition __proto__.'],
  [
    'two keys that IAM takes for one',
    '{"Condition":{"StringEquals":{"aws:username":"ann","AWS:UserName":"bob"}}}',
    'Two conditions of a statement are on the key AWS:UserName, so that one would be lost.',
  ],
  [
    'an element that is misspelled',
    '{"Conditions":{"Bool":{"aws:SecureTransport":"true"}}}',
    'A statement has no Conditions.',
  ],
])('a condition that would be lost stops the import: %s', async (_, more, message) => {
  const given = policy({}).replace('"Resource":"*"', `"Resource":"*",${more.slice(1, -1)}`);
  await expect(importing(fenced(given))).rejects.toThrow(message);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each([
  ['of Markdown', `# Policy\n<!-- not shown\n${fenced(passRole)}-->\n${fenced(policy({}))}`],
  [
    'of Markdown, although a line names the mark',
    `Write \`<!--\` there.\n${fenced(policy({}))}<!--\n${fenced(passRole)}-->\n`,
  ],
  ['of HTML', `${pageOf(policy({}))}<!--${pageOf(passRole)}-->`],
  ['inside the code of HTML', pageOf(policy({}).replace('"*"', '["*"<!--,"arn:aws:s3:::hidden"-->]'))],
])('what readers of a page do not see is not imported: a comment %s', async (_, page) => {
  expect(await statementsOf(page)).toEqual([expect.objectContaining({ Action: 'ec2:StopInstances' })]);
  expect(JSON.stringify(await statementsOf(page))).not.toMatch(/hidden|PassRole/);
});

test('a character reference that stands for no character stays as it is', async () => {
  const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a&#99999999999;b' } };
  expect(JSON.stringify(await statementsOf(pageOf(policy({ Condition }))))).toContain('a&#99999999999;b');
});

test.each([
  { set: ['userName=acme-bucket'], userNames: ['ann'] },
  { set: ['policyName=acme-bucket'], userNames: ['ann'] },
  { set: ['userName2=acme-bucket'], userNames: ['ann', 'bob'] },
])('a parameter of the guide called by $set stays beside those of the blueprint', async ({ set, userNames }) => {
  const text = fenced(policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-bucket/*' }));
  const imported = await importing(text, set, userNames);
  if (imported.outcome !== 'made') throw new Error(imported.outcome);
  const [name = ''] = set[0]?.split('=') ?? [];
  const { parameters, users, policies } = imported.blueprint;
  expect(parameters[name]).toMatchObject({ kind: 'resourceName', service: 's3' });
  expect([...users, ...policies].map((each) => each.name)).not.toContain(`\${${name}}`);
  expect(Object.keys(parameters)).toHaveLength(userNames.length + 2);
});

test.each(['constructor=x', '__proto__=x', 'a b=x', 'a=', '=x'])('--set %s is refused', (given) => {
  expect(readSet(given)).toBeUndefined();
});
