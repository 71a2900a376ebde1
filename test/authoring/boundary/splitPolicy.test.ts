import { Indivisible, splitPolicy } from '../../../authoring/boundary/splitPolicy.ts';
import { uncovered } from '../../../authoring/policy/coverage.ts';
import { readPolicy } from '../../../authoring/policy/readPolicy.ts';
import { policySize } from '../../../lib/blueprints/policyDocument.ts';

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test('a policy that fits stays one policy', () => {
  const small = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
  expect(splitPolicy(small)).toEqual([policy({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] })]);
});

test.each([
  ['many statements', policy(...many(200, 's3:Get').map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })))],
  [
    'one statement with many actions',
    policy({ Sid: 'All', Effect: 'Allow', Action: many(1000, 's3:Get'), Resource: '*' }),
  ],
  [
    'one statement with many resources',
    policy({ Effect: 'Allow', Action: 's3:*', Resource: many(400, 'arn:aws:s3:::') }),
  ],
])('%s become policies within the quota that together allow the same', (_, large) => {
  const parts = splitPolicy(large);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(policySize(JSON.stringify(part))).toBeLessThanOrEqual(6144);
  const [whole, together] = [readPolicy(large), parts.flatMap(readPolicy)];
  expect([uncovered(whole, together), uncovered(together, whole)]).toEqual([[], []]);
});

test('a statement that cannot be divided is refused', () => {
  const large = policy({ Effect: 'Allow', NotAction: many(1000, 's3:Get'), Resource: '*' });
  expect(() => splitPolicy(large)).toThrow(Indivisible);
});
