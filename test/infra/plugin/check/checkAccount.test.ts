import { checkAccount } from '../../../../infra/plugin/check/checkAccount.ts';
import { lineOf } from '../../../../infra/plugin/check/finding.ts';
import { defaultApiLimits, defaultConcurrency, resourcesOf } from '../../definition.ts';
import {
  accountId,
  emptyAccount,
  jsonAnswer,
  operationOf,
  ownedBy,
  publicAccess,
  stackIs,
  startAccount,
  xmlError,
  type Answers,
} from '../fakeAccount.ts';
import { frameworkAt } from '../fakeFramework.ts';
import { templatesHere } from '../templatesHere.ts';
import { sha256 } from '../../../support/sha256.ts';

let account: Awaited<ReturnType<typeof startAccount>>;
let answers: Answers;
const before = process.env['AWS_ENDPOINT_URL'];

beforeAll(async () => {
  account = await startAccount(() => answers);
  process.env['AWS_ENDPOINT_URL'] = account.url;
});
afterAll(async () => {
  process.env['AWS_ENDPOINT_URL'] = before;
  await account.close();
});
beforeEach(() => {
  answers = emptyAccount;
  account.received.length = 0;
});

const table = resourcesOf('table')['StateTable'];
const indexes = table?.Properties['GlobalSecondaryIndexes'];
const elsewhere = { bucket: 'elsewhere', region: 'us-east-1', public: 'on' };

/** Checks the account for a deploy of the namespace `example` to eu-west-1. Returns the lines by what was checked. */
async function check({ templates = templatesHere, apiTokenHashes = 'hashes', api = defaultApiLimits } = {}): Promise<
  Record<string, string>
> {
  const given = { namespace: 'example', vendorName: 'Example Inc.', apiTokenHashes };
  const framework = frameworkAt(account.url, { given, templates, api });
  const findings = await checkAccount(framework, 'example');
  return Object.fromEntries(findings.map((finding) => [finding.subject, lineOf(finding)]));
}

const theTable = 'the table example-state';
const theBucket = `the bucket example-templates-${accountId}-eu-west-1`;
const policies = 'public bucket policies';

test('an account in which nothing was deployed is ready, and each check says what it found', async () => {
  const lines = await check();
  expect(Object.keys(lines)).toEqual([
    'what is deployed where',
    'the stack example',
    theTable,
    theBucket,
    policies,
    'the concurrency of Lambda',
  ]);
  for (const line of Object.values(lines)) expect(line).toMatch(/^ok {10}.+: .+\.$/);
  expect(lines['what is deployed where']).toMatch(/account 999988887777 .* Launch links open the console in us-east-1/);
});

test('the check only reads, and does not ask for tokens that are not in SSM', async () => {
  await check();
  const asked = new Set(account.received.map(operationOf));
  expect([...asked].toSorted()).toEqual([
    'DescribeStackResources',
    'DescribeStacks',
    'DescribeTable',
    'GetAccountSettings',
    'GetPublicAccessBlock',
    'HeadBucket',
  ]);
});

test('what the credentials may not read is not checked, and the deploy is not refused for it', async () => {
  answers = {};
  const lines = Object.values(await check({ apiTokenHashes: 'ssm' }));
  expect(lines.filter((line) => /^not checked .* AWS answered: \S+/.test(line))).toHaveLength(6);
  expect(lines.join('\n')).not.toContain('REFUSED');
});

test.each([
  ['UPDATE_COMPLETE', /^ok .* The deploy updates it\.$/],
  ['UPDATE_ROLLBACK_COMPLETE', /^ok .* The deploy updates it\.$/],
  ['UPDATE_IN_PROGRESS', /^REFUSED .* Wait until/],
  ['UPDATE_ROLLBACK_FAILED', /^REFUSED .* continue-update-rollback --region eu-west-1 --stack-name example,/],
  ['ROLLBACK_COMPLETE', /^REFUSED .* delete-stack --region eu-west-1 --stack-name example,/],
  ['REVIEW_IN_PROGRESS', /^REFUSED .* delete-stack/],
])('a stack that is %s: %s', async (status, line) => {
  answers = { ...emptyAccount, DescribeStacks: stackIs(status) };
  await expect(check()).resolves.toMatchObject({ 'the stack example': expect.stringMatching(line) });
});

const found = (more: object = {}) =>
  jsonAnswer({
    Table: {
      KeySchema: table?.Properties['KeySchema'],
      GlobalSecondaryIndexes: indexes,
      ItemCount: 7,
      DeletionProtectionEnabled: true,
      ...more,
    },
  });

test('a table and a bucket that a removed stack left are taken up', async () => {
  answers = { ...emptyAccount, DescribeTable: found(), HeadBucket: { status: 200 } };
  await expect(check()).resolves.toMatchObject({
    [theTable]: expect.stringMatching(/^note .* takes it up, with its 7 items/),
    [theBucket]: expect.stringMatching(/^note .* takes it up/),
  });
});

test.each([
  ['of the stack', ownedBy('example'), found(), /^ok .* belongs to the stack, and is protected/],
  [
    'of the stack without protection',
    ownedBy('example'),
    found({ DeletionProtectionEnabled: false }),
    /^note .*not protected/,
  ],
  ['of another stack', ownedBy('other'), found(), /^REFUSED .* belongs to the stack other/],
  [
    'of another program',
    undefined,
    found({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }),
    /^REFUSED .* HASH id: it is another program/,
  ],
  [
    'of an older version',
    undefined,
    found({ GlobalSecondaryIndexes: [] }),
    /^REFUSED .* lacks the indexes due \(HASH due, RANGE dueAt\).* Deploy that version first/,
  ],
])('a table %s', async (_, owner, DescribeTable, line) => {
  answers = { ...emptyAccount, DescribeTable, ...(owner !== undefined && { DescribeStackResources: owner }) };
  await expect(check()).resolves.toMatchObject({ [theTable]: expect.stringMatching(line) });
});

const blocked = publicAccess(
  '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets>',
);
const blockedForReaders = publicAccess(
  '<BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>',
);
const open = publicAccess('<BlockPublicAcls>true</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>');

test.each([
  ['blocked', blocked],
  ['made without effect', blockedForReaders],
])(
  'an account or organization in which public bucket policies are %s is refused, with three ways out',
  async (_, answer) => {
    answers = { ...emptyAccount, GetPublicAccessBlock: answer };
    const line = (await check())[policies];
    expect(line).toMatch(/^REFUSED .*\(1\).*RestrictPublicBuckets.*\(2\).*templatesBucket.*\(3\).*--template-body/);
  },
);

test('a stack that has its bucket can be deployed although its launch links fail, and the check says so', async () => {
  answers = { ...emptyAccount, GetPublicAccessBlock: blocked, DescribeStackResources: ownedBy('example') };
  await expect(check()).resolves.toMatchObject({
    [policies]: expect.stringMatching(/^note .* every launch link fails/),
  });
});

test.each([
  ['only public ACLs are blocked', open, templatesHere, 200, /^ok /],
  ['the bucket is in another account', blocked, elsewhere, 403, /^ok .* bucket of another account/],
  ['the bucket elsewhere is in the same account', blocked, elsewhere, 200, /^REFUSED /],
  [
    'there are no launch links',
    blocked,
    { ...templatesHere, public: 'off' },
    404,
    /^note .* launch links will not work/,
  ],
])('public bucket policies, if %s', async (_, GetPublicAccessBlock, templates, status, line) => {
  answers = { ...emptyAccount, GetPublicAccessBlock, HeadBucket: { status } };
  await expect(check({ templates })).resolves.toMatchObject({ [policies]: expect.stringMatching(line) });
});

test('a bucket elsewhere has to exist', async () => {
  await expect(check({ templates: elsewhere })).resolves.toMatchObject({
    'the bucket elsewhere': expect.stringMatching(
      /^REFUSED .* none in us-east-1.* --template-file infra\/templatesBucket\.yml/,
    ),
  });
});

test('a bucket with the name of the stack’s that S3 does not show is not checked', async () => {
  answers = { ...emptyAccount, HeadBucket: { status: 403 } };
  await expect(check()).resolves.toMatchObject({
    [theBucket]: expect.stringMatching(/^not checked .* another account/),
  });
});

test('the reduced concurrency of a new account is a note, with the command that raises it', async () => {
  answers = { ...emptyAccount, GetAccountSettings: jsonAnswer({ AccountLimit: { ConcurrentExecutions: 10 } }) };
  const line = (await check())['the concurrency of Lambda'] ?? '';
  expect(line).toMatch(/^note .* allows 10 executions .* request-service-quota-increase --region eu-west-1/);
  // 1: the sweep.
  expect(line).toContain(
    `Latchkey can use ${defaultApiLimits.burst + 1 + defaultConcurrency.work + defaultConcurrency.deliveries}.`,
  );
});

test('a rate above the burst counts as executions, because a request takes about a second', async () => {
  answers = { ...emptyAccount, GetAccountSettings: jsonAnswer({ AccountLimit: { ConcurrentExecutions: 1000 } }) };
  const { work, deliveries } = defaultConcurrency;
  const line = (await check({ api: { rate: 2000, burst: 50 } }))['the concurrency of Lambda'];
  expect(line).toContain(`Latchkey can use ${2000 + 1 + work + deliveries}.`);
});

const hash = sha256('a token');

test.each([
  ['none', {}, /^REFUSED .* There are none/],
  ['valid ones', { one: hash, two: `${hash}:acme` }, /^ok .* There are 2/],
  ['a token instead of its hash', { one: hash, two: 'the-token' }, /^REFUSED .* if limited: two\. /],
])('tokens in SSM: %s', async (_, tokens, line) => {
  const Parameters = Object.entries(tokens).map(([name, Value]) => ({ Name: `/example/api-tokens/${name}`, Value }));
  answers = { ...emptyAccount, GetParametersByPath: jsonAnswer({ Parameters }) };
  const lines = await check({ apiTokenHashes: 'ssm' });
  expect(lines['the tokens under /example/api-tokens']).toMatch(line);
  expect(Object.values(lines).join()).not.toContain('the-token');
});

test('an error of S3 other than these is shown with its code', async () => {
  answers = { ...emptyAccount, GetPublicAccessBlock: xmlError('InvalidRequest') };
  await expect(check()).resolves.toMatchObject({ [policies]: expect.stringMatching(/^not checked .*InvalidRequest$/) });
});
