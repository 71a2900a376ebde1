import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { describeAccess } from '../../lib/access/access.ts';
import { bootstrapTemplate } from '../../lib/access/bootstrapTemplate.ts';
import type { BoundaryValues } from '../../lib/blueprints/permissionsBoundary.ts';
import type { Settings } from '../../lib/http/ports.ts';
import { readLaunchLink } from '../../local/cloudformation/link.ts';
import { planStack } from '../../local/cloudformation/plan.ts';
import { parseTemplate } from '../../local/cloudformation/template.ts';

export const accountId = '111122223333';
export const tenantId = 'acme';
export const externalId = 'abcdefghijklmnopqrstuvwxyz-_0123';

export const settings: Settings = {
  namespace: 'latchkey',
  vendorName: 'Example Vendor',
  vendorAccountId: '999988887777',
  partition: 'aws',
  templatesUrl: 'https://templates.example/templates',
  leaseMs: 60_000,
  requestTimeoutMs: 5000,
  sessionLagMs: 60_000,
  roleLagMs: 120_000,
  entityLagMs: 300_000,
  boundaryLagMs: 300_000,
  lostAccessMs: 600_000,
  marginMs: 5000,
  requestBudgetMs: 25_000,
  rotateAfterMs: 90 * 24 * 3_600_000,
  recipientKey: undefined,
  keepInactiveMs: 7 * 24 * 3_600_000,
  tenantCap: 20,
  looksDaily: true,
  sealedKeysMs: 24 * 3_600_000,
  pageUrl: undefined,
  returnOrigins: [],
  frameOrigins: [],
  contacts: { logoUrl: undefined, supportUrl: undefined, supportEmail: undefined, privacyUrl: undefined },
  helpUrl: undefined,
  webhookUrl: undefined,
  auth: 'token',
  probesTrust: true,
  webhookRules: { hosts: [], ports: [443, 8443], admitsLoopback: false },
};

const document = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.array(z.looseObject({ Effect: z.string() })),
});
const made = z.object({
  role: z.object({
    RoleName: z.string(),
    Description: z.string(),
    AssumeRolePolicyDocument: document,
    Policies: z.tuple([z.object({ PolicyName: z.string(), PolicyDocument: document })]),
  }),
  boundary: z.object({
    ManagedPolicyName: z.string(),
    Description: z.string(),
    // A document with a computed condition key is a text.
    PolicyDocument: z.preprocess((given): unknown => (typeof given === 'string' ? JSON.parse(given) : given), document),
  }),
});

/**
 * Returns what CloudFormation creates in this account from a blueprint's launch link. Throws if CloudFormation refuses
 * it.
 */
export function launchedStack(
  blueprint: Blueprint,
  values: BoundaryValues,
  where: { readonly tenantId?: string; readonly launchedIn?: string; readonly settings?: Settings } = {},
) {
  const { tenantId: tenant = tenantId, launchedIn = accountId, settings: vendor = settings } = where;
  const link = readLaunchLink(
    describeAccess(vendor, blueprint, { tenantId: tenant, accountId, externalId, boundaries: {} }, values).launchUrl,
  );
  const template = parseTemplate(JSON.parse(bootstrapTemplate(blueprint, vendor)));
  const { resources, outputs } = planStack(template, link, launchedIn, 'arn:aws:cloudformation:stack', undefined);
  const propertiesOf = (type: string) => resources.find((resource) => resource.type === type)?.properties;
  const { role, boundary } = made.parse({
    role: propertiesOf('AWS::IAM::Role'),
    boundary: propertiesOf('AWS::IAM::ManagedPolicy'),
  });
  const boundaryArn = `arn:aws:iam::${launchedIn}:policy/${boundary.ManagedPolicyName}`;
  return { link, outputs, role, boundary, boundaryArn, rolePolicy: role.Policies[0].PolicyDocument };
}
