import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { isKept, nameKeptResources } from '../infra/plugin/keptResources.ts';
import { page } from './docs/markdown.ts';
import { packageWith, type PackagedTemplate } from './infra/packaged.ts';

let first: PackagedTemplate;
let second: PackagedTemplate;

beforeAll(async () => {
  first = await packageWith({ namespace: 'first' });
  const elsewhere = { templatesBucket: 'elsewhere', templatesRegion: 'eu-west-1' };
  const rates = { workConcurrency: '170', deliveryConcurrency: '50', apiRate: '1000', apiBurst: '2000' };
  second = await packageWith({ namespace: 'second', ...elsewhere, ...rates });
}, 240_000);

/** Returns the resources of a template that remain when its stack is deleted. */
const keptOf = ({ Resources }: PackagedTemplate) =>
  Object.entries(Resources).filter(([, resource]) => isKept(resource));

const alone = z.looseObject({
  Parameters: z.record(z.string(), z.unknown()),
  Resources: z.record(z.string(), z.unknown()),
});

const place = { accountId: '999988887777', region: 'us-east-1' };

test('the table and the bucket remain when the stack is deleted, but not when the deploy that creates them fails', () => {
  expect(keptOf(first).map(([id, { DeletionPolicy }]) => [id, DeletionPolicy])).toEqual([
    ['StateTable', 'RetainExceptOnCreate'],
    ['TemplatesBucket', 'RetainExceptOnCreate'],
  ]);
});

/** Returns how many functions may process each queue at the same time, in the order of serverless.yml. */
const concurrencyOf = ({ Resources }: PackagedTemplate) =>
  Object.values(Resources).flatMap(({ Type, Properties: { ScalingConfig } }) =>
    Type === 'AWS::Lambda::EventSourceMapping' ? [ScalingConfig] : [],
  );

test('the concurrency of the two queues can be set', () => {
  expect(concurrencyOf(first)).toEqual([{ MaximumConcurrency: 10 }, { MaximumConcurrency: 20 }]);
  expect(concurrencyOf(second)).toEqual([{ MaximumConcurrency: 170 }, { MaximumConcurrency: 50 }]);
});

const stageSettings = z.object({
  DefaultRouteSettings: z.strictObject({
    ThrottlingRateLimit: z.coerce.number(),
    ThrottlingBurstLimit: z.coerce.number(),
  }),
});

/** Returns how many requests a second, and how many at once, the API accepts. CloudFormation takes a number also as a text. */
const apiLimitsOf = ({ Resources }: PackagedTemplate) =>
  stageSettings.parse(Resources['HttpApiStage']?.Properties).DefaultRouteSettings;

test('the limits of the API can be set', () => {
  expect(apiLimitsOf(first)).toEqual({ ThrottlingRateLimit: 25, ThrottlingBurstLimit: 50 });
  expect(apiLimitsOf(second)).toEqual({ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 });
});

test('the URL of the API is the output of the stack from which docs/ reads it', () => {
  const named = [
    ...page('docs/first-tenant.md').matchAll(/OutputKey=='(\w+)'/g),
    ...page('docs/operating.md').matchAll(/OutputKey=='(\w+)'/g),
  ];
  expect(named.map(([, name]) => name)).toEqual(['HttpApiUrl', 'HttpApiUrl']);
  expect(first.Outputs).toHaveProperty('HttpApiUrl');
});

test('a rollback can delete what a deploy created: the template protects no resource from deletion', () => {
  expect(JSON.stringify(first)).not.toMatch(/(Deletion|Termination)Protection/);
});

test('a deploy writes the names of the table and the bucket as texts, because CloudFormation imports no others', () => {
  const named = structuredClone(first);
  nameKeptResources(named, { namespace: 'first', ...place });
  const namesIn = (template: PackagedTemplate) =>
    keptOf(template).map(([, { Properties }]) => Properties['TableName'] ?? Properties['BucketName']);
  expect(namesIn(named)).toEqual(['first-state', 'first-templates-999988887777-us-east-1']);
  expect(namesIn(named)).toEqual(namesIn(first).map((name) => textOf(name, first)));
});

/** Names that are unique only inside another resource, and keys that are not names. */
const innerNames = ['AttributeName', 'Dimensions', 'IndexName', 'MetricName', 'PolicyName', 'StageName'];

/** The settings of the functions that are names of resources outside the function. */
const nameSettings = /^LATCHKEY_(NAMESPACE|TABLE|.*QUEUE|.*PARAMETER)$/;

test('two namespaces can be deployed to one account and region: their templates have no name in common', () => {
  const [names, others] = [namesIn(first), namesIn(second)];
  expect(names.length).toBeGreaterThan(50);
  expect(names).toContain('first-sweep');
  expect(names.filter((name) => others.includes(name))).toEqual([]);
});

/** Returns every name that a template gives to a resource, an output, a metric or a parameter. */
function namesIn(template: PackagedTemplate): readonly string[] {
  const within = (value: unknown): readonly unknown[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) => {
          if (innerNames.includes(key)) return [];
          const isName = (/(Name|Namespace)$/.test(key) && !/^AWS\//.test(String(inner))) || nameSettings.test(key);
          return isName && textOf(inner, template) !== undefined ? [textOf(inner, template)] : within(inner);
        });
  return [...new Set(within([template.Resources, template.Outputs]).map(String))];
}

/** Returns the text that a name has in the stack. Undefined if it is a reference to another resource. */
function textOf(name: unknown, { Parameters }: PackagedTemplate): string | undefined {
  if (typeof name === 'string') return name;
  if (typeof name !== 'object' || name === null || !('Fn::Sub' in name)) return undefined;
  const values = {
    Namespace: String(Parameters['Namespace']?.Default),
    AccountId: place.accountId,
    Region: place.region,
  };
  return Object.entries(values).reduce(
    (text, [key, value]) => text.replace(new RegExp(`\\$\\{(AWS::)?${key}\\}`), value),
    String(name['Fn::Sub']),
  );
}

test('nothing but the policy refers to the bucket, which is in the stack only under a condition', () => {
  const { TemplatesBucket: _, TemplatesBucketPolicy: __, ...others } = first.Resources;
  expect(JSON.stringify(others)).not.toContain('TemplatesBucket');
});

test('with a bucket elsewhere, the stack creates none, and the functions link to that bucket', () => {
  const { TemplatesBucket, TemplatesBucketPolicy } = second.Resources;
  expect([TemplatesBucket?.Condition, TemplatesBucketPolicy?.Condition]).toEqual(
    Array.from({ length: 2 }, () => 'CreatesTemplatesBucket'),
  );
  const { CreatesTemplatesBucket } = second.Conditions;
  expect(CreatesTemplatesBucket).toEqual({ 'Fn::Equals': [{ Ref: 'TemplatesBucketElsewhere' }, ''] });
  expect(second.Parameters['TemplatesBucketElsewhere']?.Default).toBe('elsewhere');
  const { TemplatesBucket: _, TemplatesBucketPolicy: __, ...others } = second.Resources;
  expect(JSON.stringify(others)).not.toContain('TemplatesBucket');
  expect(JSON.stringify(others)).toContain('https://elsewhere.s3.eu-west-1.${AWS::URLSuffix}/templates');
});

test('the bucket elsewhere can be created from its file alone, with the parameters that the whole template has', () => {
  const file = alone.parse(parse(readFileSync('infra/templatesBucket.yml', 'utf8')));
  expect(Object.keys(file.Resources)).toEqual(['TemplatesBucket', 'TemplatesBucketPolicy']);
  const text = JSON.stringify(file);
  const referred = [...text.matchAll(/"Ref":"(\w+)"|\$\{(\w+)[.}]/g)].map(([, ref, sub]) => ref ?? sub ?? '');
  const declared = [...Object.keys(file.Parameters), ...Object.keys(file.Resources), 'AWS'];
  expect(referred.filter((name) => !declared.includes(name))).toEqual([]);
  expect(file.Parameters['Namespace']).toEqual({ ...first.Parameters['Namespace'], Default: 'latchkey' });
});
