import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { tutum } from '../../catalog/tutum.ts';
import { chooseDocument, renderDocument, sameDocument } from '../../lib/blueprints/policyDocument.ts';
import { isAllowed } from '../support/engine.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';

/** The policy documents of Tutum's guide, as it prints them. */
const guide = (name: 'anywhere' | 'oneRegion') => readFileSync(`test/catalog/fixtures/tutum/${name}.json`, 'utf8');

const documents = tutum.policies[0]?.documents ?? [];
const anywhere = renderDocument(documents, { region: null });
const oneRegion = renderDocument(documents, { region: 'us-west-2' });

const document = z.object({
  Statement: z.array(
    z.object({
      Action: z.union([z.string(), z.array(z.string())]),
      Effect: z.string(),
      Resource: z.string(),
      Condition: z.unknown().optional(),
    }),
  ),
});

test('the names are those of the guide', () => {
  expect(tutum.parameters).toMatchObject({ userName: { default: 'tutum' }, policyName: { default: 'tutum-policy' } });
});

test('without a region the policy is the document of the guide', () => {
  expect(sameDocument(anywhere, guide('anywhere'))).toBe(true);
});

test('with a region it grants the same actions as the guide, and limits ec2:* as the guide does', () => {
  const ours = document.parse(JSON.parse(oneRegion)).Statement;
  const [theirs] = document.parse(JSON.parse(guide('oneRegion'))).Statement;
  expect(ours.flatMap(({ Action }) => Action)).toEqual(theirs?.Action);
  expect(ours.map(({ Effect, Resource }) => [Effect, Resource])).toEqual(
    ours.map(() => [theirs?.Effect, theirs?.Resource]),
  );
  expect(ours.find(({ Action }) => Action === 'ec2:*')?.Condition).toEqual(theirs?.Condition);
});

const listing = {
  action: 'iam:ListInstanceProfiles',
  resource: '*',
  context: {},
};
const running = (region: string) => ({
  action: 'ec2:RunInstances',
  resource: `arn:aws:ec2:${region}:111122223333:instance/*`,
  context: { 'ec2:Region': region },
});

test.each([
  { call: running('us-west-2'), guideAllows: true, weAllow: true },
  { call: running('eu-west-1'), guideAllows: false, weAllow: false },
  { call: listing, guideAllows: false, weAllow: true },
])(
  '$call.action on $call.resource with a region: $guideAllows by the guide, $weAllow here',
  async ({ call, guideAllows, weAllow }) => {
    const question = { principal: 'arn:aws:iam::111122223333:user/tutum', accountId: '111122223333', ...call };
    expect(await isAllowed({ ...question, identity: [JSON.parse(guide('oneRegion'))] })).toBe(guideAllows);
    expect(await isAllowed({ ...question, identity: [JSON.parse(oneRegion)] })).toBe(weAllow);
  },
);

test('the differences from the guide are listed with reasons', () => {
  expect(JSON.stringify(tutum.differences)).toMatch(/ec2:Region.*iam:ListInstanceProfiles/);
});

test('the permissions boundary allows what the policy grants, with and without a region', () => {
  for (const region of [null, 'us-west-2']) {
    expect(chooseDocument(boundaryDocuments(tutum), { region })).toEqual(chooseDocument(documents, { region }));
  }
});
