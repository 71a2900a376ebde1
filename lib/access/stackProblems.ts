import * as z from 'zod/mini';
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

/** The longest description of a template, in bytes, and that of a parameter, in characters (same page and "Parameters"). */
const maxDescription = 1024;
const maxParameterDescription = 4000;

/** The longest name of a vendor that is expected. */
const vendorName = 'n'.repeat(100);

/** IAM's quota for all inline policies of a role together, in characters without white space. */
const maxRolePolicies = 10_240;

/** A namespace and ARNs as long as they can be. */
const longest = { namespace: 'n'.repeat(20), tenantToken: samples.tenantToken };

/** Returns why AWS would refuse the stack of a blueprint, whoever the tenant is and whatever the parameters are. */
export function stackProblems(blueprint: Blueprint): readonly LanguageProblem[] {
  const parameters = boundaryParameters(blueprint).length + templateParameters.length;
  const template = bootstrapTemplate(blueprint, { namespace: longest.namespace, vendorName });
  const bytes = Buffer.byteLength(template);
  const { Description } = described.parse(JSON.parse(template));
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
    ...(Buffer.byteLength(Description) <= maxDescription
      ? []
      : [
          {
            path: ['title'],
            problem: `with this title, the description of the stack would have ${count(Buffer.byteLength(Description))} bytes`,
            remedy: `CloudFormation takes ${count(maxDescription)}. Shorten the title.`,
          },
        ]),
    ...boundaryParameters(blueprint).flatMap(({ name, parameter: { description } }) =>
      description.length <= maxParameterDescription
        ? []
        : [
            {
              path: ['parameters', name, 'description'],
              problem: `the description has ${count(description.length)} characters`,
              remedy: `CloudFormation takes ${count(maxParameterDescription)} for a parameter of the stack.`,
            },
          ],
    ),
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

const described = z.object({ Description: z.string() });

/** Returns the text of a part of a template as CloudFormation creates it, with the longest values. */
function asCreated(json: string): string {
  return json
    .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws-us-gov')
    .replaceAll('${AWS::AccountId}', '0'.repeat(12));
}

const count = (amount: number) => amount.toLocaleString('en-US');
