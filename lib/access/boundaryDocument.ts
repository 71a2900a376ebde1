import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryDocuments, boundaryParameters, notGiven } from '../blueprints/permissionsBoundary.ts';
import { mapStrings } from '../blueprints/policyDocument.ts';

/**
 * Returns the blueprint's permissions boundary as a part of a CloudFormation template, and the conditions that it uses.
 * Alternatives of the boundary become conditions on the stack's parameters.
 */
export function boundaryDocument(blueprint: Blueprint) {
  const conditions: Record<string, unknown> = {};
  const names = new Set(boundaryParameters(blueprint).map(({ name }) => name));
  const fill = (value: string) => {
    const filled = value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      if (name === 'accountId') return '${AWS::AccountId}';
      if (name === 'partition') return '${AWS::Partition}';
      if (!names.has(name))
        throw new Error(
          `the permissions boundary of ${blueprint.name} depends on ${name}, which is not marked as its parameter`,
        );
      return `\${${parameterName(name)}}`;
    });
    return filled === value ? value : { 'Fn::Sub': filled };
  };
  const document = boundaryDocuments(blueprint).reduceRight<unknown>(
    (otherwise, template, index) => {
      const when = Object.entries(template.when ?? {});
      const rendered = mapStrings(template, fill);
      if (when.length === 0) return rendered;
      const tests = when.map(([name, value]) => ({
        'Fn::Equals': [{ Ref: parameterName(name) }, value === null ? notGiven : String(value)],
      }));
      const condition = `Boundary${String(index + 1)}`;
      conditions[condition] = tests.length === 1 ? tests[0] : { 'Fn::And': tests };
      return { 'Fn::If': [condition, rendered, otherwise] };
    },
    { Ref: 'AWS::NoValue' },
  );
  return { conditions, document };
}

/**
 * Returns the name of the stack parameter for a blueprint's parameter. Names of stack parameters begin with a capital
 * letter.
 */
export function parameterName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
