import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { renderDocument } from '../../../lib/blueprints/policyDocument.ts';
import { importGuide } from '../../../authoring/import/importGuide.ts';

const region = fc.constantFrom('us-east-1', 'eu-west-1', 'ap-southeast-2');
const account = fc.constantFrom('123456789012', '111122223333');
const name = fc.stringMatching(/^[a-z][a-z0-9]{2,8}(-[a-z0-9]{1,4})?$/);
const partition = fc.constantFrom('aws', 'aws-us-gov', 'aws-cn');

const resource = (of: { partition: string; account: string }) =>
  fc.oneof(
    name.map((bucket) => `arn:${of.partition}:s3:::${bucket}/*`),
    fc.tuple(name, region).map(([prefix, each]) => `arn:${of.partition}:s3:::${prefix}-${each}-${of.account}`),
    fc.tuple(region, name).map(([each, queue]) => `arn:${of.partition}:sqs:${each}:${of.account}:${queue}`),
    name.map((table) => `arn:${of.partition}:dynamodb:*:${of.account}:table/${table}`),
    fc.constantFrom(
      '*',
      `arn:${of.partition}:iam::aws:policy/ReadOnlyAccess`,
      '<YOUR_QUEUE_ARN>',
      `arn:${of.partition}:sqs:*:*:{{QUEUE}}`,
    ),
  );

const condition = (of: { account: string }) =>
  fc.oneof(
    fc.constant({}),
    fc.uniqueArray(region, { minLength: 1 }).map((regions) => ({ StringEquals: { 'aws:RequestedRegion': regions } })),
    name.map((tag) => ({ StringLike: { 'aws:ResourceTag/team': [tag, '${aws:username}'] } })),
    fc.constant({ StringEquals: { 'aws:SourceAccount': of.account } }),
  );

const policy = fc.record({ partition, account }).chain((of) =>
  fc.record({
    Version: fc.constant('2012-10-17'),
    Statement: fc.array(
      fc.record({
        Effect: fc.constantFrom('Allow', 'Deny'),
        Action: fc.constantFrom('sqs:SendMessage', 'sqs:ReceiveMessage'),
        Resource: fc.oneof(resource(of), fc.uniqueArray(resource(of), { minLength: 1, maxLength: 4 })),
        Condition: condition(of),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const documentSchema = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });

const listOf = (value: string | readonly string[]) => [value].flat().toSorted();

/** The policy with lists in one order. No condition and an empty one are the same. */
const canonical = (given: { readonly Statement: readonly Record<string, unknown>[] }) =>
  given.Statement.map(({ Effect, Action, Resource, Condition }) => ({
    Effect,
    Action,
    Resource: sorted(Resource),
    Condition: sorted(Condition ?? {}),
  }));

function sorted(value: unknown): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return listOf(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sorted(part)]));
}

test('a policy that was imported is rendered again, with the values that were found in it', async () => {
  await fc.assert(
    fc.asyncProperty(policy, async (source) => {
      const result = await importGuide({
        file: { name: 'guide.json', text: JSON.stringify(source, undefined, 2) },
        texts: { name: 'vendor', title: 'Vendor', source: 'The guide', userNames: ['vendor'] },
        choice: { fences: [], policies: [] },
        managed: [],
        allowedEscalations: [],
        answers: { set: [], literal: [] },
        conditions: {},
        folder: 'blueprints',
      });
      if (result.outcome !== 'made') throw new Error(JSON.stringify(result));
      const { blueprint, report } = result;
      const text = (becomes: string) => report.findings.find((each) => each.becomes === becomes)?.text ?? '';
      const values = {
        ...Object.fromEntries(report.parameters.map((each) => [each.name, each.value])),
        accountId: text('${accountId}'),
        partition: text('${partition}'),
      };
      const documents = blueprint.policies[0]?.documents ?? [];
      const rendered = documentSchema.parse(JSON.parse(renderDocument(documents, values)));
      expect(canonical(rendered)).toEqual(canonical(source));
    }),
    { numRuns: 40 },
  );
});
