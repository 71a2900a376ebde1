import * as z from 'zod/mini';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { bootstrapTemplate, stackParameters, templateFile } from '../access/bootstrapTemplate.ts';
import type { BoundaryValues } from '../blueprints/permissionsBoundary.ts';
import { bootstrapRoleName, iamArn, stackName } from '../core/names.ts';
import type { AccessSettings } from '../access/ports.ts';
import { filledIn } from './templateValues.ts';

const templateSchema = z.object({ Resources: z.object({ BootstrapRole: z.object({ Properties: z.unknown() }) }) });
const roleSchema = z.object({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() })),
});

export interface PreviewTenant {
  readonly tenantId: string;
  /** As `tenantToken` returns it, or a placeholder. */
  readonly tenantToken: string;
  readonly accountId: string;
  readonly externalId: string;
  /** As in `GivenBoundary`. */
  readonly generation: number;
}

/** Returns the stack that the tenant launches, and the role that it creates. The role is read from the template. */
export function previewStack(
  settings: AccessSettings,
  blueprint: Blueprint,
  tenant: PreviewTenant,
  values: BoundaryValues,
) {
  const { namespace, partition, vendorAccountId } = settings;
  const text = bootstrapTemplate(blueprint, settings);
  // Parsing keeps the order of the keys. Serialized with an indent of two spaces, the template has the SHA-256 in its
  // file name.
  const template: unknown = JSON.parse(text);
  const parameters = stackParameters(blueprint, { ...tenant, vendorAccountId, boundaryValues: values });
  const { AssumeRolePolicyDocument, Policies } = roleSchema.parse(
    filledIn(templateSchema.parse(template).Resources.BootstrapRole.Properties, {
      ...parameters,
      'AWS::Partition': partition,
      'AWS::AccountId': tenant.accountId,
    }),
  );
  const owner = { namespace, blueprint: blueprint.name, tenantToken: tenant.tenantToken };
  return {
    role: {
      name: bootstrapRoleName(owner),
      arn: iamArn(partition, tenant.accountId, `role/${bootstrapRoleName(owner)}`),
      trustPolicy: AssumeRolePolicyDocument,
      permissionsPolicies: Policies.map(({ PolicyName, PolicyDocument }) => ({
        name: PolicyName,
        document: PolicyDocument,
      })),
    },
    stack: {
      name: stackName(owner),
      templateUrl: `${settings.templatesUrl}/${templateFile(text)}`,
      templateFile: templateFile(text),
      parameters,
      template,
    },
  };
}
