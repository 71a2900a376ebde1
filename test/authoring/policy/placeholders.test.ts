import { uncovered } from '../../../authoring/policy/coverage.ts';
import { expanded, placeholdersOf, withSamples } from '../../../authoring/policy/placeholders.ts';
import { readPolicy } from '../../../authoring/policy/readPolicy.ts';

const placeholders = placeholdersOf({
  parameters: {
    bucket: {
      kind: 'arn',
      service: 's3',
      resourceType: 'bucket',
      format: 'arn:${Partition}:s3:::${BucketName}',
      endsBefore: '/',
      description: '',
    },
    queue: {
      kind: 'arn',
      service: 'sqs',
      resourceType: 'queue',
      format: 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}',
      description: '',
    },
    topics: {
      kind: 'arn',
      service: 'sns',
      resourceType: 'topic',
      format: 'arn:${Partition}:sns:${Region}:${Account}:${TopicName}',
      anyAccount: true,
      list: { min: 1, max: 5 },
      description: '',
    },
    id: { kind: 'text', pattern: '[0-9]{12}', description: '' },
  },
});

const statements = (effect: string, resource: string) => ({
  Effect: effect,
  Action: '*',
  Resource: expanded(resource, placeholders),
});
const isCovered = (resource: string, limit: string, denied: readonly string[] = []) =>
  uncovered(
    readPolicy({ Statement: statements('Allow', resource) }),
    readPolicy({ Statement: [statements('Allow', limit), ...denied.map((each) => statements('Deny', each))] }),
    placeholders.characters,
  ).length === 0;

test.each([
  { resource: '${bucket}', limit: 'arn:${partition}:s3:::*', covered: true },
  { resource: '${bucket}/*', limit: '${bucket}/*', covered: true },
  { resource: '${topics}', limit: '${topics}', covered: true },
  { resource: '${queue}', limit: 'arn:${partition}:sqs:*:${accountId}:*', covered: true },
  { resource: '${topics}', limit: 'arn:${partition}:sns:*:${accountId}:*', covered: false },
  { resource: '${topics}', limit: 'arn:${partition}:sns:*', covered: true },
  { resource: 'arn:${partition}:s3:::*', limit: '${bucket}', covered: false },
])('$resource under $limit is covered, whatever its value: $covered', ({ resource, limit, covered }) => {
  expect(isCovered(resource, limit)).toBe(covered);
});

test('a Deny takes from a parameter only what its values can be', () => {
  expect(isCovered('${bucket}', '*', ['arn:${partition}:sqs:*'])).toBe(true);
  expect(isCovered('${bucket}', '*', ['arn:${partition}:s3:::secret'])).toBe(false);
  // The name of a bucket has no slash.
  expect(isCovered('${bucket}', '*', ['arn:${partition}:s3:::*/private'])).toBe(true);
});

test('samples are values that the parameter takes; there is none if no known text matches its pattern', () => {
  expect(withSamples(expanded('${queue} ${id}', placeholders), placeholders)).toMatch(
    /^arn:aws:sqs:[a-z0-9-]+:111122223333:\w+ \d{12}$/,
  );
  const strange = placeholdersOf({ parameters: { it: { kind: 'text', pattern: '%{3}', description: '' } } });
  expect(withSamples('${it}', strange)).toBeUndefined();
});

test('an ARN of which an alternative only says that it is given is still known to be one', () => {
  expect(expanded('${bucket}', placeholders, { bucket: '${bucket}' })).toBe(
    'arn:${partition}:s3:::${bucket/BucketName}',
  );
  expect(expanded('${bucket}', placeholders, { bucket: 'arn:aws:s3:::a' })).toBe('arn:aws:s3:::a');
});
