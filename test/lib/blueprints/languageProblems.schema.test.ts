import { blueprintSchema } from '../../../catalog/blueprint.ts';
import { tutum } from '../../../catalog/tutum.ts';

test.each(['../../SecurityAudit', 'job-function/../x', '/x', 'a/b/c/d/e', 'a b'])(
  'a blueprint cannot name the policy of AWS %s, which would be a file elsewhere',
  (managed) => {
    const users = [{ name: 'ann', groups: [], attach: [{ managed }] }];
    expect(blueprintSchema.safeParse({ ...tutum, users }).success).toBe(false);
    expect(blueprintSchema.safeParse({ ...tutum, permissionsBoundary: { managed } }).success).toBe(false);
  },
);

test.each([
  { min: 0.5, max: 2 },
  { min: -1, max: 2 },
  { min: 1, max: Number.POSITIVE_INFINITY },
])('a list of users cannot have $min to $max names', (bounds) => {
  const parameters = { userNames: { kind: 'userNames', description: '', ...bounds } };
  expect(blueprintSchema.safeParse({ ...tutum, parameters }).success).toBe(false);
});
