import { withArnFormats } from '../../authoring/arnFormats.ts';
import type { Parameter } from '../../catalog/blueprint.ts';
import { tutum } from '../../catalog/tutum.ts';

const complete = async (parameter: Parameter) => {
  const { blueprint, problems } = await withArnFormats({ ...tutum, parameters: { it: parameter } });
  return { parameter: blueprint.parameters['it'], problems };
};
const arnOf = (service: string, resourceType: string) =>
  ({ kind: 'arn', service, resourceType, description: 'A resource.' }) as const;

test.each([
  ['s3', 'bucket', { format: 'arn:${Partition}:s3:::${BucketName}', endsBefore: '/' }],
  ['sqs', 'queue', { format: 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}' }],
  ['logs', 'log-group', { format: expect.stringContaining(':log-group:${LogGroupName}'), endsBefore: ':' }],
  ['route53', 'hostedzone', { format: 'arn:${Partition}:route53:::hostedzone/${Id}' }],
])('an ARN of %s %s has the format of AWS', async (service, resourceType, expected) => {
  const given = arnOf(service, resourceType);
  expect(await complete(given)).toEqual({ parameter: { ...given, ...expected }, problems: [] });
});

test('a format that the author wrote stays', async () => {
  const given = { ...arnOf('s3', 'bucket'), format: 'arn:${Partition}:s3:::backups-${Name}' };
  expect((await complete(given)).parameter).toMatchObject({ format: given.format });
});

test.each([
  [arnOf('s4', 'bucket'), 'service', 'AWS has no service s4. Did you mean s3?'],
  [arnOf('s3', 'buckt'), 'resourceType', 's3 has no resource type buckt. Did you mean bucket?'],
  [
    { ...arnOf('sqs', 'topic'), kind: 'resourceName' } as const,
    'resourceType',
    'sqs has no resource type topic. It has: queue.',
  ],
])('%j is a mistake in %s', async (given, part, says) => {
  const [found, ...more] = (await complete(given)).problems;
  expect(more).toEqual([]);
  expect(found).toMatchObject({ path: ['parameters', 'it', part], severity: 'error' });
  expect(`${found?.problem ?? ''}. ${found?.remedy ?? ''}`).toBe(says);
});
