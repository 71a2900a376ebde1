import { apiAt } from './demo/api.ts';
import { accountAt, type Rows } from './demo/inspect.ts';
import { watch } from './demo/progress.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { seededTenant } from './seed.ts';

const apiToken = 'demo-token';
/** Real IAM takes about as long for a call; the sandbox alone would be done before the eye sees a step. */
const iamCallMs = 150;

/** What Tutum's guide asks for, and a taste of what it does not. */
const promised: Readonly<Record<string, string>> = {
  'ec2:RunInstances': 'allowed',
  'iam:ListInstanceProfiles': 'allowed',
  'iam:CreateUser': 'implicitDeny',
  's3:ListAllMyBuckets': 'implicitDeny',
};

/** One onboarding, from the vendor's request to keys that work, on a stack that is gone afterwards. */
async function demo(): Promise<void> {
  const began = performance.now();
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  enterEnvironment(localEnvironment('http://127.0.0.1:1', apiToken, process.env));
  print('Starting Latchkey and a sandbox AWS, in memory, on free ports …');
  // Only now: the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  const stack = await startStack({ port: 0, awsPort: 0, apiToken, dataDir: ':memory:' });
  try {
    await walk(stack.url, stack.awsUrl);
  } finally {
    await stack.close(0);
  }
  print(`\nDone in ${((performance.now() - began) / 1000).toFixed(1)} s. "npm start" keeps the same stack up for you.`);
}

async function walk(url: string, awsUrl: string): Promise<void> {
  const { tenantId, accountId, blueprint } = seededTenant;
  print(
    `  API      ${url}\n  AWS      ${awsUrl}\n  Tenant   ${tenantId}, AWS account ${accountId}; it has launched the ${blueprint} stack`,
  );
  const api = apiAt(url, apiToken);
  const account = accountAt(awsUrl, accountId);

  await slowDown(awsUrl);
  print(`\nPOST /v1/onboardings  {"tenantId":"${tenantId}","accountId":"${accountId}","blueprint":"${blueprint}"}`);
  const { id } = await api.create({ tenantId, accountId, blueprint });
  print(`  202 ${id}; GET /v1/onboardings/${id} shows:`);
  await watch(api, id, print);

  print(`\nPOST /v1/onboardings/${id}/credentials`);
  const [key, ...others] = await api.claim(id);
  if (key === undefined || others.length > 0) throw new Error('The claim did not give exactly one key.');
  table([
    ['user', key.userName],
    ['access key ID', key.accessKeyId],
    ['secret access key', `${key.secretAccessKey.slice(0, 4)}… (given out this once, stored nowhere)`],
    ['verification', key.verification],
  ]);

  print('\nTrying the key');
  const identity = await account.whoIs(key);
  if (identity !== key.userArn) throw new Error(`The key is ${identity}, not ${key.userArn}.`);
  const decisions = await account.may(key.userArn, Object.keys(promised));
  table([['GetCallerIdentity', identity], ...decisions]);
  const broken = decisions.filter(([action, decision]) => promised[action] !== decision);
  if (broken.length > 0) throw new Error(`The policy does not do what it promises: ${broken.join('; ')}`);

  print(`\nNow in account ${accountId}`);
  table(await account.contents());
}

async function slowDown(awsUrl: string): Promise<void> {
  const body = JSON.stringify({ operation: 'iam:*', kind: 'delay', ms: iamCallMs });
  await fetch(`${awsUrl}/_sandbox/faults`, { method: 'POST', body });
}

function table(rows: Rows): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${value}`);
}

function print(line: string): void {
  console.log(line);
}

try {
  await demo();
  // Sockets that linger must not keep the terminal.
  process.exit(0);
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
