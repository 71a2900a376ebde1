import { execFileSync } from 'node:child_process';
import { defaultApiLimits } from '../infra/definition.ts';
import { isKept } from '../../infra/plugin/keptResources.ts';
import { problems } from '../../lib/core/errors.ts';
import { indexPartitions } from '../../lib/gateways/state/items.ts';
import { shardKey } from '../../lib/gateways/state/shards.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import { resourcesOf, serverless } from '../infra/definition.ts';
import { blocksOf, page } from './markdown.ts';

const text = page('docs/operating.md');
const [, alarmsPart = ''] = /\n## The alarms\n([^]*?)\n## /.exec(text) ?? [];
const matches = (pattern: RegExp, where = text) => [...where.matchAll(pattern)].map(([, found]) => found ?? '');

test('the page has an entry for each alarm, and no other entry', () => {
  const alarms = Object.values(resourcesOf('alarms')).flatMap(({ Type, Properties }) =>
    Type === 'AWS::CloudWatch::Alarm' ? matches(/Namespace\}-([\w-]+)/g, JSON.stringify(Properties['AlarmName'])) : [],
  );
  expect(alarms.length).toBeGreaterThan(8);
  expect(matches(/^### ([\w-]+)$/gm, alarmsPart).toSorted()).toEqual(alarms.toSorted());
});

test.each(matches(/^### ([\w-]+)$/gm, alarmsPart))('the entry of %s has a command or an API call', (name) => {
  const [, entry = ''] = new RegExp(`^### ${name}\\n([^]*?)(?=^### |$(?![^]))`, 'm').exec(alarmsPart) ?? [];
  expect(entry).toMatch(/```sh|`(GET|POST|DELETE) /);
});

test('a shell can parse every command', () => {
  const blocks = blocksOf(text, 'sh');
  expect(blocks.length).toBeGreaterThan(10);
  for (const block of blocks) expect(() => execFileSync('bash', ['-n', '-c', block], { stdio: 'pipe' })).not.toThrow();
});

test('each name on the page that begins with the namespace is a deployed resource', () => {
  const deployed = [
    ...Object.keys(serverless.functions),
    ...['table', 'queues'].flatMap((file) =>
      Object.values(resourcesOf(file)).flatMap(({ Properties }) =>
        matches(/Namespace\}-([\w-]+)/g, JSON.stringify([Properties['TableName'], Properties['QueueName']])),
      ),
    ),
    // These are created by commands on the page.
    ...['look', 'before', 'after'],
    // The bucket of the templates, and the stack that creates it elsewhere.
    ...['templates', 'templates-'],
    // This one is in the tenant's account.
    'bootstrap-',
  ];
  const named = matches(/\$NS-([A-Za-z][\w-]*)/g);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !deployed.includes(name))).toEqual([]);
});

test('each index that the page queries is an index of the table', () => {
  const indexes = matches(/"IndexName":"(\w+)"/g, JSON.stringify(resourcesOf('table')));
  expect(indexes).toEqual(expect.arrayContaining(matches(/--index-name (\w+)/g)));
});

test('each query of an index on the page names partition keys that Latchkey writes', () => {
  const named = matches(/"S":"(\w+#'\$N')"/g).map((key) => key.replace("'$N'", '0'));
  const written = [indexPartitions.due, indexPartitions.undelivered].map((partition) => shardKey(partition, '', 1));
  expect(named).toEqual(written);
  expect(matches(/--index-name (\w+)/g)).toEqual([indexPartitions.due, indexPartitions.undelivered]);
});

test('a restored table gets the TTL attribute of the table', () => {
  const [AttributeName] = matches(/AttributeName=(\w+)/g);
  const { StateTable } = resourcesOf('table');
  expect(StateTable?.Properties).toMatchObject({ TimeToLiveSpecification: { AttributeName } });
});

test('each call on the page is a route of the API', () => {
  const asked = [
    ...matches(/`((?:GET|POST|DELETE) \/v1\/[^`?]+)`/g),
    ...matches(/lk ((?:GET|POST) '?\/v1\/[^'`?\s]+)/g).map((call) => call.replace("'", '')),
    ...matches(/`((?:GET|POST) …\/[^`]+)`/g).map((call) => call.replace('…', '/v1/onboardings/{id}')),
  ];
  expect(asked.length).toBeGreaterThan(5);
  const known = Object.values(routes).map(routeKey);
  expect(asked.filter((call) => !known.includes(call))).toEqual([]);
});

test('each problem that the page explains exists', () => {
  const named = matches(/^- `([a-z-]+)`/gm, alarmsPart).concat(
    matches(/`([a-z]+-[a-z-]+)` for all|\. `([a-z-]+)`:/g, alarmsPart),
  );
  expect(named.filter((slug) => slug !== '' && !Object.hasOwn(problems, slug))).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(['access-lost', 'identity-changed']));
});

const [, removing = ''] = /\n## Removing Latchkey\n([^]*?)\n## /.exec(text) ?? [];

test('the removal offboards first, then removes the stack, and deletes the table last', () => {
  const steps = ['lk DELETE "/v1/onboardings/$ID"', 'serverless remove', 'delete-table --table-name "$NS-state"'];
  const places = steps.map((step) => removing.indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('the removal deletes everything that the stack leaves or never had: table, bucket and SSM parameters', () => {
  const kept = ['table', 'queues', 'roles', 'templatesBucket', 'alarms'].flatMap((file) =>
    Object.values(resourcesOf(file)).filter(isKept),
  );
  const deletions: Readonly<Record<string, string>> = {
    'AWS::DynamoDB::Table': 'aws dynamodb delete-table --table-name "$NS-state"',
    'AWS::S3::Bucket': 'BUCKET=$NS-templates-$ACCOUNT-$AWS_REGION',
  };
  expect(kept.map(({ Type }) => Type).toSorted()).toEqual(Object.keys(deletions).toSorted());
  for (const deletion of Object.values(deletions)) expect(removing).toContain(deletion);
  const parameters = matches(/parameter\/\$\{Namespace\}(\/[\w-]+)/g, page('infra/roles.yml'));
  expect([...new Set(parameters)].toSorted()).toEqual(['/api-tokens', '/webhook-secrets']);
  for (const name of parameters) expect(removing).toContain(`"/$NS${name}"`);
});

test('what the page says about the checks of a deploy is what the plugin does', () => {
  const asked = page('infra/plugin/check/accountAnswers.ts');
  for (const operation of ['GetAccountSettings', 'DescribeStackResources', 'DescribeTable', 'GetParametersByPath']) {
    expect(asked).toContain(`${operation}Command`);
    expect(text).toContain(`:${operation}\``);
  }
  for (const setting of ['templatesBucket', 'templatesRegion', 'publicTemplates']) {
    expect(text).toContain(`\`${setting}`);
    expect(page('serverless.yml')).toContain(`\${param:${setting}, env:`);
  }
});

test('the numbers on the page are those of the deployment', () => {
  const flowing = text.replaceAll(/\s+/g, ' ');
  expect(flowing).toContain('Logs are kept for 90 days, dead letters for 14.');
  expect(page('serverless.yml')).toContain('logRetentionInDays: 90');
  const { rate, burst } = defaultApiLimits;
  expect(flowing).toContain(
    `(${rate} requests a second, ${burst} at once, unless \`apiRate\` and \`apiBurst\` are set)`,
  );
});
