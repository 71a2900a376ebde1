import { execFileSync } from 'node:child_process';
import { problems } from '../../lib/core/errors.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import { resourcesOf, serverless } from '../infra/definition.ts';
import { blocksOf, page } from './markdown.ts';

const text = page('docs/operating.md');
const [, alarmsPart = ''] = /\n## The alarms\n([^]*?)\n## /.exec(text) ?? [];
const matches = (pattern: RegExp, where = text) => [...where.matchAll(pattern)].map(([, found]) => found ?? '');

test('each alarm has an entry, and each entry is an alarm', () => {
  const alarms = Object.values(resourcesOf('alarms')).flatMap(({ Type, Properties }) =>
    Type === 'AWS::CloudWatch::Alarm' ? matches(/Namespace\}-([\w-]+)/g, JSON.stringify(Properties['AlarmName'])) : [],
  );
  expect(alarms.length).toBeGreaterThan(8);
  expect(matches(/^### ([\w-]+)$/gm, alarmsPart).toSorted()).toEqual(alarms.toSorted());
});

test.each(matches(/^### ([\w-]+)$/gm, alarmsPart))('%s says what to do with a command or a call', (name) => {
  const [, entry = ''] = new RegExp(`^### ${name}\\n([^]*?)(?=^### |$(?![^]))`, 'm').exec(alarmsPart) ?? [];
  expect(entry).toMatch(/```sh|`(GET|POST|DELETE) /);
});

test('every command is one that a shell can read', () => {
  const blocks = blocksOf(text, 'sh');
  expect(blocks.length).toBeGreaterThan(10);
  for (const block of blocks) expect(() => execFileSync('bash', ['-n', '-c', block], { stdio: 'pipe' })).not.toThrow();
});

test('what is named after the namespace is what is deployed under that name', () => {
  const deployed = [
    ...Object.keys(serverless.functions),
    ...['table', 'queues'].flatMap((file) =>
      Object.values(resourcesOf(file)).flatMap(({ Properties }) =>
        matches(/Namespace\}-([\w-]+)/g, JSON.stringify([Properties['TableName'], Properties['QueueName']])),
      ),
    ),
    // Made by commands on the page.
    ...['look', 'before', 'after'],
    // In the tenant's account.
    'bootstrap-',
  ];
  const named = matches(/\$NS-([A-Za-z][\w-]*)/g);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !deployed.includes(name))).toEqual([]);
});

test('the index that it looks into is one of the table', () => {
  const indexes = matches(/"IndexName":"(\w+)"/g, JSON.stringify(resourcesOf('table')));
  expect(indexes).toEqual(expect.arrayContaining(matches(/--index-name (\w+)/g)));
});

test('each call that it asks for is one of the API', () => {
  const asked = [
    ...matches(/`((?:GET|POST|DELETE) \/v1\/[^`?]+)`/g),
    ...matches(/lk ((?:GET|POST) '?\/v1\/[^'`?\s]+)/g).map((call) => call.replace("'", '')),
    ...matches(/`((?:GET|POST) …\/[^`]+)`/g).map((call) => call.replace('…', '/v1/onboardings/{id}')),
  ];
  expect(asked.length).toBeGreaterThan(5);
  const known = Object.values(routes).map(routeKey);
  expect(asked.filter((call) => !known.includes(call))).toEqual([]);
});

test('each problem that it explains is one', () => {
  const named = matches(/^- `([a-z-]+)`/gm, alarmsPart).concat(
    matches(/`([a-z]+-[a-z-]+)` for all|\. `([a-z-]+)`:/g, alarmsPart),
  );
  expect(named.filter((slug) => slug !== '' && !Object.hasOwn(problems, slug))).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(['access-lost', 'identity-changed']));
});

test('the numbers are those of the deployment', () => {
  const flowing = text.replaceAll(/\s+/g, ' ');
  expect(flowing).toContain('Logs are kept for 90 days, dead letters for 14.');
  expect(page('serverless.yml')).toContain('logRetentionInDays: 90');
  expect(page('serverless.yml')).toContain('ThrottlingBurstLimit: 50, ThrottlingRateLimit: 25');
  expect(flowing).toContain('(25 requests a second, 50 at once)');
});
