import { blueprintSchema } from '../../../catalog/blueprint.ts';
import { catalog } from '../../../catalog/index.ts';
import { stackProblems } from '../../../lib/access/stackProblems.ts';
import { vault } from '../../support/vault.ts';

test.each([...catalog, vault])('AWS takes the stack of $name', (blueprint) => {
  expect(stackProblems(blueprint)).toEqual([]);
});

const [user] = vault.users;
const many = (amount: number) => Array.from({ length: amount }, (_, index) => String(index).padStart(3, '0'));
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const version = '2012-10-17';

test.each([
  {
    what: 'more parameters than a template can have',
    more: {
      parameters: {
        ...vault.parameters,
        ...Object.fromEntries(many(195).map((n) => [`p${n}`, { kind: 'text', pattern: 'x', description: '' }])),
      },
      permissionsBoundary: [
        { Version: version, Statement: [{ ...allow, Resource: many(195).map((n) => `arn:aws:s3:::\${p${n}}`) }] },
      ],
    },
    at: 'parameters',
  },
  {
    what: 'a title that the description of the template has no room for',
    more: { title: 'x'.repeat(900) },
    at: 'title',
  },
  {
    what: 'a description of a parameter that a template cannot have',
    more: {
      parameters: { ...vault.parameters, team: { ...vault.parameters['team'], description: 'x'.repeat(4001) } },
    },
    at: 'parameters/team/description',
  },
  {
    what: 'a permissions boundary that makes the template too large',
    more: {
      permissionsBoundary: many(300).map((n) => ({
        when: { team: n },
        Version: version,
        Statement: [{ ...allow, Resource: many(40).map((m) => `arn:aws:s3:::${n}-${m}${'x'.repeat(80)}`) }],
      })),
    },
    at: 'permissionsBoundary',
  },
  {
    what: 'more policies of AWS than the policy of the role can name',
    more: { users: [{ ...user, attach: many(60).map((n) => ({ managed: `service-role/${n.padEnd(90, 'x')}` })) }] },
    at: 'users',
  },
])('AWS would refuse $what', ({ more, at }) => {
  const problems = stackProblems(blueprintSchema.parse({ ...vault, ...more }));
  expect(problems.map(({ path }) => path.join('/'))).toEqual([at]);
});
