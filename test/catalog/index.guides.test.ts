import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { cycle } from '../../catalog/cycle.ts';
import { humalect } from '../../catalog/humalect.ts';
import { koding } from '../../catalog/koding.ts';
import { serverless } from '../../catalog/serverless.ts';
import { awsManagedPolicyArn } from '../../lib/core/names.ts';
import { partitionNames } from '../../lib/core/partitions.ts';
import { attachmentsOf, policyArnsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import { policySize, renderDocument, sameDocument } from '../../lib/blueprints/policyDocument.ts';
import { planned } from '../support/madeUser.ts';

/** The blueprints make what the product guides ask for. The guide of Tutum is in tutum.test.ts. */
const fixture = (path: string) => readFileSync(`test/catalog/fixtures/${path}`, 'utf8');
const names = z.array(z.string());
const arns = (policies: readonly string[]) => policies.map((name) => awsManagedPolicyArn('aws', name));

describe('Koding', () => {
  const guide = z
    .object({ userName: z.string(), groupName: z.string(), policies: names, policiesForRoute53: names })
    .parse(JSON.parse(fixture('koding/guide.json')));

  test.each([
    { route53: false, policies: guide.policies },
    { route53: true, policies: [...guide.policies, ...guide.policiesForRoute53] },
  ])('with route53 $route53 the group of the guide has $policies, and its user is in it', ({ route53, policies }) => {
    const { plan } = planned(koding, { route53 });
    expect(plan.resources.map(({ type, name }) => [type, name])).toEqual([
      ['group', guide.groupName],
      ['user', guide.userName],
    ]);
    expect(policyArnsOf(plan, guide.userName)).toEqual(arns(policies));
    expect(attachmentsOf(plan).filter(({ type }) => type === 'user')).toEqual([]);
  });

  test('the differences say why an existing group is not used, and which permission the guide names but does not grant', () => {
    expect(JSON.stringify(koding.differences)).toMatch(/Developers.*groupName.*S3/);
  });
});

describe('Cycle', () => {
  const guide = z.object({ mostUsers: z.number(), policies: names }).parse(JSON.parse(fixture('cycle/guide.json')));
  const userNames = Array.from({ length: guide.mostUsers }, (_, index) => `user-${String(index)}`);

  test.each([[userNames.slice(0, 1)], [userNames]])(
    'each of the users %j has the policy of the guide attached directly',
    (given) => {
      const { plan } = planned(cycle, { userNames: given });
      expect(plan.resources.map(({ type, name }) => [type, name])).toEqual(given.map((name) => ['user', name]));
      for (const name of given) expect(policyArnsOf(plan, name)).toEqual(arns(guide.policies));
    },
  );

  test('more users than the guide allows are refused', () => {
    expect(() => planned(cycle, { userNames: [...userNames, 'one-more'] })).toThrow(/list of 1 to 10/);
  });
});

describe('Humalect', () => {
  const guide = fixture('humalect/policy.json');
  const accountOfTheGuide = '123456789012';
  const render = (partition: string, accountId: string) =>
    renderDocument(humalect.policies[0]?.documents ?? [], { partition, accountId });

  test('the user and the policy have the names of the guide', () => {
    const { plan } = planned(humalect, {});
    expect(plan.resources.map(({ type, name }) => [type, name])).toEqual([
      ['policy', 'humalect-policy'],
      ['user', 'humalect-user'],
    ]);
    expect(policyArnsOf(plan, 'humalect-user')).toEqual([plan.resources[0]?.arn]);
  });

  test('the policy is the document of the guide', () => {
    expect(sameDocument(render('aws', accountOfTheGuide), guide)).toBe(true);
  });

  test('the policy has 2,182 characters without white space, more than the 2,048 that a user’s inline policies may have', () => {
    expect(policySize(render('aws', '111122223333'))).toBe(2182);
    expect(policySize(guide)).toBe(2182);
  });

  test.each(partitionNames)(
    'in %s the policy has the account in all seven places, and ARNs of that partition',
    (partition) => {
      const document = render(partition, '111122223333');
      expect(guide.split(accountOfTheGuide)).toHaveLength(8);
      expect(document.split('111122223333')).toHaveLength(8);
      expect(document.match(/arn:[^:]*:/g)).toEqual(Array.from({ length: 8 }, () => `arn:${partition}:`));
    },
  );
});

describe('Serverless Framework', () => {
  const guide = z.object({ userName: z.string(), policies: names }).parse(JSON.parse(fixture('serverless/guide.json')));

  test('the defaults are those of the guide', () => {
    const { plan } = planned(serverless, {});
    expect(plan.resources.map(({ type, name }) => [type, name])).toEqual([['user', guide.userName]]);
    expect(policyArnsOf(plan, guide.userName)).toEqual(arns(guide.policies));
  });

  test('with the permissions deploy, the user has a policy of the blueprint instead of AdministratorAccess', () => {
    const { plan } = planned(serverless, { permissions: 'deploy' });
    expect(policyArnsOf(plan, guide.userName)).toEqual([
      expect.stringMatching(
        /^arn:aws:iam::111122223333:policy\/latchkey\/serverless\/\w{8}\/ob_\w+\/serverless-deploy$/,
      ),
    ]);
  });

  test('profile and stage do not change the resources', () => {
    const labels = { profile: 'devProfile', stage: 'prod' };
    expect(planned(serverless, labels).plan).toEqual(planned(serverless, {}).plan);
  });

  test('a note names the risk of creating roles', () => {
    expect(serverless.notes.join(' ')).toMatch(/create roles.*any permission/);
  });
});
