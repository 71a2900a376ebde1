import * as z from 'zod';
import { catalog } from '../../../catalog/index.ts';
import { tutum } from '../../../catalog/tutum.ts';
import {
  bootstrapTemplate,
  publishedTemplates,
  stackParameters,
  templateFile,
} from '../../../lib/access/bootstrapTemplate.ts';
import { boundaryDocuments, boundaryName } from '../../../lib/blueprints/permissionsBoundary.ts';
import { policySize } from '../../../lib/blueprints/policyDocument.ts';
import { everything } from '../../support/everything.ts';
import { isAllowed } from '../../support/engine.ts';
import { accountId, externalId, launchedStack, settings } from '../../support/launchedStack.ts';
import { sha256 } from '../../support/sha256.ts';
import { ownerOf, roleNameOf } from '../../support/tenantNames.ts';

const parameter = z.object({ Type: z.string(), Default: z.string().optional(), NoEcho: z.unknown().optional() });
const templateSchema = z.object({
  Description: z.string(),
  Parameters: z.record(z.string(), parameter.loose()),
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), DependsOn: z.unknown().optional() })),
});
const readTemplate = (blueprint: typeof tutum) =>
  templateSchema.parse(JSON.parse(bootstrapTemplate(blueprint, settings)));
const launches = [
  { blueprint: tutum, boundaryValues: { region: 'any' } },
  { blueprint: tutum, boundaryValues: { region: 'us-west-2' } },
  { blueprint: everything, boundaryValues: { region: 'any', deploy: 'true' } },
  { blueprint: everything, boundaryValues: { region: 'eu-west-1', deploy: 'false' } },
];

describe.each([...catalog, everything])('the bootstrap template of $name', (blueprint) => {
  test('creates exactly two resources: the role and the permissions boundary', () => {
    const types = Object.values(readTemplate(blueprint).Resources).map(({ Type }) => Type);
    expect(types.sort()).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
  });

  test('creates the boundary after the role, so that a stack deletion starts with the boundary and fails while users have it', () => {
    expect(readTemplate(blueprint).Resources).toMatchObject({ Boundary: { DependsOn: 'BootstrapRole' } });
  });

  test('can be launched from a link: no parameter has NoEcho, and the link has every parameter without a default', () => {
    const { Parameters } = readTemplate(blueprint);
    const given = Object.keys(
      stackParameters(blueprint, {
        tenantId: 'acme',
        tenantToken: 'abcdefgh',
        accountId,
        vendorAccountId: settings.vendorAccountId,
        externalId,
        boundaryValues: {},
        generation: 1,
      }),
    );
    const needed = Object.entries(Parameters).filter(([, { Default }]) => Default === undefined);
    expect(needed.map(([name]) => name).sort()).toEqual(given.sort());
    expect(Object.values(Parameters).filter(({ NoEcho }) => NoEcho !== undefined)).toEqual([]);
  });

  test('describes to the reader which tenant of which vendor gets keys', () => {
    expect(readTemplate(blueprint).Description).toMatch(
      /^Gives a tenant of Example Vendor, named in TenantName, access keys to this AWS account/,
    );
    // CloudFormation allows 1,024 bytes for the description of a template.
    expect(Buffer.byteLength(readTemplate(blueprint).Description)).toBeLessThanOrEqual(1024);
  });

  test('is within AWS’s limits: 1 MB for a template on S3, 10,240 characters for a role’s inline policies', () => {
    expect(Buffer.byteLength(bootstrapTemplate(blueprint, settings))).toBeLessThanOrEqual(1_000_000);
    expect(policySize(JSON.stringify(launchedStack(blueprint, {}).rolePolicy))).toBeLessThanOrEqual(10_240);
  });

  test('is always the same text, and its file name is its SHA-256', () => {
    const template = bootstrapTemplate(blueprint, settings);
    expect(bootstrapTemplate(blueprint, { ...settings })).toBe(template);
    expect(templateFile(template)).toBe(`${sha256(template)}.json`);
  });
});

test('every blueprint’s template is published under its file name', () => {
  const published = publishedTemplates(catalog, settings);
  expect([...published].map(([file, body]) => [file, templateFile(body)])).toEqual(
    [...published.keys()].map((file) => [file, file]),
  );
  expect(published.size).toBe(catalog.length);
  for (const blueprint of catalog) expect([...published.values()]).toContain(bootstrapTemplate(blueprint, settings));
});

test.each([
  { change: 'another vendor', other: bootstrapTemplate(tutum, { ...settings, vendorName: 'Somebody Else' }) },
  { change: 'another namespace', other: bootstrapTemplate(tutum, { ...settings, namespace: 'other' }) },
  {
    change: 'another permissions boundary',
    other: bootstrapTemplate({ ...tutum, permissionsBoundary: boundaryDocuments(everything).slice(-1) }, settings),
  },
])('$change gives another file, because the file of an existing link must not change', ({ other }) => {
  expect(templateFile(other)).not.toBe(templateFile(bootstrapTemplate(tutum, settings)));
});

describe('the launched stack', () => {
  test.each(launches)(
    '$blueprint.name for $boundaryValues has the boundary that a plan with these values expects',
    ({ blueprint, boundaryValues }) => {
      const { boundary } = launchedStack(blueprint, boundaryValues);
      expect(boundary.ManagedPolicyName).toBe(boundaryName(ownerOf(blueprint.name), blueprint, boundaryValues, 1));
    },
  );

  test('has the role with the name that Latchkey assumes, at the path /', () => {
    const { role, outputs } = launchedStack(tutum, { region: 'any' });
    expect(role).toMatchObject({ RoleName: roleNameOf({ tenantId: 'acme' }) });
    expect(role).not.toHaveProperty('Path');
    expect(role.Description).toContain('acme');
    expect(outputs).toMatchObject({ BootstrapRoleArn: `arn:aws:iam::${accountId}:role/${role.RoleName}` });
    expect(outputs.BeforeDeleting).toMatch(/^Offboard first/);
  });

  test('can be launched only in the account of the link', () => {
    expect(() => launchedStack(tutum, { region: 'any' }, { launchedIn: '444455556666' })).toThrow(
      /made for another AWS account/,
    );
  });

  test.each([{ tenantId: 'a tenant, with blanks' }, { tenantId: '' }])(
    'refuses an invalid tenant ID: "$tenantId"',
    ({ tenantId }) => {
      expect(() => launchedStack(tutum, { region: 'any' }, { tenantId })).toThrow(/TenantName/);
    },
  );
});

describe('the trust policy', () => {
  const { role } = launchedStack(tutum, { region: 'any' });
  const trust = role.AssumeRolePolicyDocument;

  test('has only this statement', () => {
    expect(trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': externalId },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/latchkey-*' },
        },
      },
    ]);
  });

  test.each([
    {
      who: 'a role of the vendor with the external ID',
      role: '999988887777:role/latchkey-work',
      id: externalId,
      allowed: true,
    },
    { who: 'a role of the vendor without one', role: '999988887777:role/latchkey-work', id: undefined, allowed: false },
    {
      who: 'a role of the vendor with another one',
      role: '999988887777:role/latchkey-work',
      id: `${externalId}0`,
      allowed: false,
    },
    { who: 'another role of the vendor', role: '999988887777:role/build', id: externalId, allowed: false },
    {
      who: 'a role of that name in another account',
      role: '444455556666:role/latchkey-work',
      id: externalId,
      allowed: false,
    },
  ])('lets $who assume the role: $allowed', async ({ role: caller, id, allowed }) => {
    const [account, name = ''] = caller.split(':role/');
    const question = {
      principal: `arn:aws:sts::${String(account)}:assumed-role/${name}/session`,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${accountId}:role/${role.RoleName}`,
      accountId,
      context: { 'aws:PrincipalArn': `arn:aws:iam::${caller}`, ...(id === undefined ? {} : { 'sts:ExternalId': id }) },
      identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }],
      trust,
    };
    expect(await isAllowed(question)).toBe(allowed);
  });
});
