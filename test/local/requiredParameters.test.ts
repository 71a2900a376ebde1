import type { Parameter } from '../../catalog/blueprint.ts';
import { tutum } from '../../catalog/tutum.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';

const bucket = {
  kind: 'arn',
  service: 's3',
  resourceType: 'bucket',
  format: 'arn:${Partition}:s3:::${BucketName}',
} as const;
const key = {
  kind: 'arn',
  service: 'kms',
  resourceType: 'key',
  format: 'arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}',
} as const;
const zone = { kind: 'resourceName', service: 'route53', resourceType: 'hostedzone' } as const;

type Undescribed<T> = T extends unknown ? Omit<T, 'description'> : never;

const cases: readonly [Undescribed<Parameter>, expected: unknown][] = [
  [bucket, 'arn:aws:s3:::example-1'],
  [{ ...bucket, list: { min: 2, max: 3 } }, ['arn:aws:s3:::example-1', 'arn:aws:s3:::example-2']],
  [{ ...bucket, default: null }, undefined],
  [key, 'arn:aws:kms:us-east-1:444455556666:key/example-1'],
  [{ ...zone, pattern: 'Z[A-Z0-9]{10,32}' }, 'Z0123456789ABCDEFGH1'],
  [{ ...zone, pattern: 'none of the usual' }, undefined],
  [{ kind: 'regions', min: 2, max: 5 }, ['us-east-1', 'us-west-2']],
  [{ kind: 'text', pattern: '[0-9]{12}' }, '111122223331'],
];

test.each(cases)('the parameter %j gets the value %j', (parameter, expected) => {
  const parameters = { it: { ...parameter, description: 'Something.' } };
  expect(requiredParameters({ ...tutum, parameters }, 1, '444455556666')['it']).toEqual(expected);
});
