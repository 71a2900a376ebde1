import type { DocumentTemplate } from '../../../catalog/blueprint.ts';
import { sameGrants, splitPolicies } from '../../../authoring/import/splitPolicies.ts';
import { SourceError } from '../../../authoring/import/source/sourceError.ts';
import { policySize } from '../../../lib/blueprints/policyDocument.ts';

const actions = (count: number) =>
  Array.from({ length: count }, (_, index) => `ec2:SomeAction${String(index).padStart(4, '0')}`);
const policy = (...Statement: DocumentTemplate['Statement']): DocumentTemplate => ({
  Version: '2012-10-17',
  Statement,
});
const allow = (count: number) => ({ Effect: 'Allow', Action: actions(count), Resource: '*' }) as const;

test('a policy that is too long becomes several with numbered names, which together allow the same', () => {
  const document = policy(allow(500), { ...allow(1), Effect: 'Deny' });
  const parts = splitPolicies([{ name: 'vendor', document }]);
  expect(parts.map(({ name }) => name)).toEqual(['vendor', 'vendor-2']);
  for (const part of parts) expect(policySize(JSON.stringify(part.document))).toBeLessThanOrEqual(6144);
  expect(
    sameGrants(
      [document],
      parts.map((part) => part.document),
    ),
  ).toBe(true);
});

test('a policy that fits stays as it is', () => {
  const policies = [{ name: undefined, document: policy(allow(10)) }];
  expect(splitPolicies(policies)).toEqual(policies);
});

test('a statement that cannot be divided is said', () => {
  const { Action: _, ...rest } = allow(1);
  const document = policy({ ...rest, NotAction: actions(500) });
  expect(() => splitPolicies([{ name: undefined, document }])).toThrow(SourceError);
});

test('a document with one action less, another effect or another condition does not allow the same', () => {
  const one = [policy(allow(3))];
  expect(sameGrants(one, [policy(allow(2))])).toBe(false);
  expect(sameGrants(one, [policy({ ...allow(3), Effect: 'Deny' })])).toBe(false);
  expect(sameGrants(one, [policy({ ...allow(3), Condition: { Bool: { 'aws:SecureTransport': 'true' } } })])).toBe(
    false,
  );
});
