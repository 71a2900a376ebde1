import type { Blueprint } from '../../catalog/blueprint.ts';
import type { LanguageProblem } from '../blueprints/languageProblems.ts';
import { boundaryParameters } from '../blueprints/permissionsBoundary.ts';
import { policySize } from '../blueprints/policyDocument.ts';
import { templateParameters } from '../blueprints/reservedNames.ts';
import { samples } from '../core/names.ts';
import { bootstrapStatements } from './bootstrapRole.ts';
import { bootstrapTemplate } from './bootstrapTemplate.ts';

/**
 * CloudFormation's quotas for a template that it reads from S3, in bytes, and for the parameters of a template
 * (CloudFormation User Guide, "Understand CloudFormation quotas").
 */
const maxTemplateBytes = 1_000_000;
const maxParameters = 200;

/** IAM's quota for all inline policies of a role together, in characters without white space. */
const maxRolePolicies = 10_240;

/** A namespace and ARNs as long as they can be. */
const longest = { namespace: 'n'.repeat(20), tenantToken: samples.tenantToken };

/** Returns why AWS would refuse the stack of a blueprint, whoever the tenant is and whatever the parameters are. */
export function stackProblems(blueprint: Blueprint): readonly LanguageProblem[] {
  const parameters = boundaryParameters(blueprint).length + templateParameters.length;
  const bytes = Buffer.byteLength(
    bootstrapTemplate(blueprint, { namespace: longest.namespace, vendorName: 'n'.repeat(100) }),
  );
  const statements = bootstrapStatements(
    blueprint,
    { ...longest, blueprint: blueprint.name },
    `\${AWS::Partition}${'n'.repeat(128)}`,
  );
  const characters = policySize(asCreated(JSON.stringify({ Version: '2012-10-17', Statement: statements })));
  return [
    ...(parameters <= maxParameters
      ? []
      : [
          {
            path: ['parameters'],
            problem: `the stack would have ${count(parameters)} parameters`,
            remedy: `CloudFormation takes ${count(maxParameters)}. Let the permissions boundary depend on fewer parameters.`,
          },
        ]),
    ...(bytes <= maxTemplateBytes
      ? []
      : [
          {
            path: ['permissionsBoundary'],
            problem: `the template of the stack would have ${count(bytes)} bytes`,
            remedy: `CloudFormation takes ${count(maxTemplateBytes)}. Use fewer alternatives of the permissions boundary.`,
          },
        ]),
    ...(characters <= maxRolePolicies
      ? []
      : [
          {
            path: ['users'],
            problem: `the policy of the role that creates the users would have ${count(characters)} characters`,
            remedy: `IAM takes ${count(maxRolePolicies)}. Attach fewer policies of AWS.`,
          },
        ]),
  ];
}

/** Returns the text of a part of a template as CloudFormation creates it, with the longest values. */
function asCreated(json: string): string {
  return json
    .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws-us-gov')
    .replaceAll('${AWS::AccountId}', '0'.repeat(12));
}

const count = (amount: number) => amount.toLocaleString('en-US');
