import { createHash } from 'node:crypto';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { bootstrapStatements } from './bootstrapRole.ts';
import { boundaryInTemplate } from './boundaryInTemplate.ts';
import {
  boundaryName,
  boundaryParameters,
  valuesDigest,
  type BoundaryValues,
} from '../blueprints/permissionsBoundary.ts';
import { digestParameter, text, valueParameter } from './stackParameter.ts';
import { parameterName } from '../blueprints/parameterName.ts';
import { bootstrapRoleName, tenantTokenPattern } from '../core/names.ts';
import { trustStatement } from './trustStatement.ts';

/** The vendor that deploys Latchkey and publishes the templates. */
export interface Vendor {
  readonly namespace: string;
  /** The name that the tenant's administrator sees. */
  readonly vendorName: string;
}

/**
 * Returns the CloudFormation template that a tenant launches. It creates the bootstrap role and the permissions
 * boundary, and nothing else. It depends only on the blueprint and the vendor: every value of a tenant is a stack
 * parameter, so all tenants use the same file.
 */
export function bootstrapTemplate(blueprint: Blueprint, { namespace, vendorName }: Vendor): string {
  const parameters = boundaryParameters(blueprint);
  const owner = { namespace, blueprint: blueprint.name, tenantToken: '${TenantToken}' };
  const boundary = boundaryName(owner, blueprint, `\${${digestParameter}}`, '${Generation}');
  const isOfAws = 'managed' in blueprint.permissionsBoundary;
  const boundaryArn = {
    'Fn::Sub': `arn:\${AWS::Partition}:iam::${isOfAws ? 'aws' : '${AWS::AccountId}'}:policy/${boundary}`,
  };
  const { conditions, document } = boundaryInTemplate(blueprint);
  const vendorRoot = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${VendorAccountId}:root' };
  const vendorRoles = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${VendorAccountId}:role/${namespace}-*` };
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Gives a tenant of ${vendorName}, named in TenantName, access keys to this AWS account, for ${blueprint.title}. Creates a role that only ${vendorName} can assume${isOfAws ? `. The policy ${boundary} of AWS is the permissions boundary of every user that it creates` : ', and the permissions boundary of every user that it creates'}.`,
    Parameters: {
      TenantName: text(
        `The tenant of ${vendorName} that gets access keys to this account. Launch only if that is you.`,
        '[A-Za-z0-9][A-Za-z0-9._-]{0,127}',
      ),
      TenantToken: text(
        'A hash of TenantName. Part of every name and path, so that several tenants can use one account.',
        tenantTokenPattern.source.slice(1, -1),
      ),
      AccountId: text('The AWS account that this link was made for.', '[0-9]{12}'),
      VendorAccountId: text(`The AWS account of ${vendorName}.`, '[0-9]{12}'),
      ExternalId: text(`What ${vendorName} has to present to assume the role.`, '[A-Za-z0-9_+=,.@:/-]{22,1224}'),
      Generation: text('Counts the permissions boundaries that were asked for in this account.', '[1-9][0-9]{0,5}'),
      ...(parameters.length === 0
        ? {}
        : {
            [digestParameter]: text(
              'A digest of the parameters below. Part of the name of the permissions boundary.',
              '[0-9a-f]{16}',
            ),
          }),
      ...Object.fromEntries(parameters.map((each) => [parameterName(each.name), valueParameter(each)])),
    },
    Rules: {
      LaunchedInTheRightAccount: {
        Assertions: [
          {
            Assert: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'AccountId' }] },
            AssertDescription: 'This link was made for another AWS account (see AccountId). Sign in to that one.',
          },
        ],
      },
    },
    ...(Object.keys(conditions).length === 0 ? {} : { Conditions: conditions }),
    Resources: {
      BootstrapRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { 'Fn::Sub': bootstrapRoleName(owner) },
          Description: { 'Fn::Sub': `Lets ${vendorName} set up ${blueprint.name} for its tenant \${TenantName}.` },
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [trustStatement<unknown>({ vendorRoot, vendorRoles, externalId: { Ref: 'ExternalId' } })],
          },
          Policies: [
            {
              PolicyName: 'provision',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: bootstrapStatements(blueprint, owner, boundaryArn),
              },
            },
          ],
        },
      },
      // DependsOn makes CloudFormation delete the boundary before the role. IAM refuses to delete the boundary while a
      // user has it, and the role then stays usable.
      ...(isOfAws
        ? {}
        : {
            Boundary: {
              Type: 'AWS::IAM::ManagedPolicy',
              DependsOn: 'BootstrapRole',
              Properties: {
                ManagedPolicyName: { 'Fn::Sub': boundary },
                // Never changes: IAM cannot change the description of a policy, and CloudFormation does not replace a
                // policy that has a name, so that a stack with another description could not be updated.
                Description: `Permissions boundary of the users that are created for ${blueprint.name}.`,
                PolicyDocument: document,
              },
            },
          }),
    },
    Outputs: {
      BootstrapRoleArn: { Value: { 'Fn::GetAtt': ['BootstrapRole', 'Arn'] } },
      BoundaryArn: { Value: isOfAws ? boundaryArn : { Ref: 'Boundary' } },
      BeforeDeleting: {
        Value: isOfAws
          ? `Offboard first: ask ${vendorName} to remove what it made. Without this stack, it can no longer do that.`
          : `Offboard first: ask ${vendorName} to remove what it made. This stack cannot be deleted while users have its boundary.`,
      },
    },
  };
  return JSON.stringify(template, null, 2);
}

/** Returns the file name of a template: its SHA-256 in hex, so that the content behind a link can never change. */
export function templateFile(template: string): string {
  return `${createHash('sha256').update(template).digest('hex')}.json`;
}

/** Returns the body of every template to publish, by file name. */
export function publishedTemplates(blueprints: readonly Blueprint[], vendor: Vendor): ReadonlyMap<string, string> {
  return new Map(
    blueprints.map((blueprint) => {
      const template = bootstrapTemplate(blueprint, vendor);
      return [templateFile(template), template];
    }),
  );
}

/**
 * Returns the values of the stack parameters for one tenant, by the parameter names of the template. The entries of a list
 * are separated by commas, as CloudFormation takes them.
 */
export function stackParameters(
  blueprint: Blueprint,
  given: {
    readonly tenantId: string;
    readonly tenantToken: string;
    readonly accountId: string;
    readonly vendorAccountId: string;
    readonly externalId: string;
    readonly boundaryValues: BoundaryValues;
    readonly generation: number;
  },
): Readonly<Record<string, string>> {
  const values = Object.entries(given.boundaryValues);
  return {
    TenantName: given.tenantId,
    TenantToken: given.tenantToken,
    AccountId: given.accountId,
    VendorAccountId: given.vendorAccountId,
    ExternalId: given.externalId,
    Generation: String(given.generation),
    ...(boundaryParameters(blueprint).length === 0
      ? {}
      : { [digestParameter]: valuesDigest(blueprint, given.boundaryValues) }),
    ...Object.fromEntries(values.map(([name, value]) => [parameterName(name), [value].flat().join(',')])),
  };
}
