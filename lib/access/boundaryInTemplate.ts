import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import { boundaryDocuments, notGiven } from '../blueprints/permissionsBoundary.ts';
import { mapStrings } from '../blueprints/policyDocument.ts';
import { parametersIn, partsOf, wholeParameter } from '../blueprints/substitution.ts';
import { takesList } from '../blueprints/language/kinds.ts';
import { parameterName } from '../blueprints/parameterName.ts';

/**
 * Returns the blueprint's permissions boundary as a part of a CloudFormation template, and the conditions that it uses.
 * Alternatives of the boundary become conditions on the stack's parameters. If a policy of AWS is the boundary, returns
 * `AWS::NoValue` as the document.
 */
export function boundaryInTemplate(blueprint: Blueprint) {
  const conditions: Record<string, unknown> = {};
  const document = boundaryDocuments(blueprint).reduceRight<unknown>(
    (otherwise, template, index) => {
      const when = Object.entries(template.when ?? {});
      const rendered = renderTemplate(blueprint, template);
      if (when.length === 0) return rendered;
      const tests = when.map(([name, value]) => ({
        'Fn::Equals': [textOf(blueprint, name), value === null ? notGiven : String(value)],
      }));
      const condition = `Boundary${String(index + 1)}`;
      conditions[condition] = tests.length === 1 ? tests[0] : { 'Fn::And': tests };
      return { 'Fn::If': [condition, rendered, otherwise] };
    },
    { Ref: 'AWS::NoValue' },
  );
  return { conditions, document };
}

function isListParameter({ parameters }: Blueprint, name: string): boolean {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return parameter !== undefined && takesList(parameter);
}

/** Returns the value of a parameter as one text. */
function textOf(blueprint: Blueprint, name: string): unknown {
  const reference = { Ref: parameterName(name) };
  return isListParameter(blueprint, name) ? { 'Fn::Join': [',', reference] } : reference;
}

function renderTemplate(blueprint: Blueprint, template: DocumentTemplate): unknown {
  if (hasParameterInKey(template)) return renderAsText(blueprint, template);
  return mapStrings(template, (text) => {
    const name = wholeParameter(text);
    if (name !== undefined && isListParameter(blueprint, name)) return { Ref: parameterName(name) };
    return parametersIn(text).length === 0 ? text : { 'Fn::Sub': forSub(text) };
  });
}

/**
 * Returns a text in the syntax of `Fn::Sub`, in which `${!name}` stands for `${name}`: IAM's own variables are not
 * CloudFormation's (CloudFormation Template Reference, Fn::Sub).
 */
function forSub(text: string, nameOf = parameterName): string {
  return partsOf(text)
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      if (part.kind !== 'parameter') return part.text.replace('${', '${!');
      if (part.name === 'accountId') return '${AWS::AccountId}';
      if (part.name === 'partition') return '${AWS::Partition}';
      return `\${${nameOf(part.name)}}`;
    })
    .join('');
}

function hasParameterInKey(template: unknown): boolean {
  if (typeof template !== 'object' || template === null) return false;
  return Object.entries(template).some(([key, part]) => parametersIn(key).length > 0 || hasParameterInKey(part));
}

/** No stack parameter has an underscore, so that this is the name of none. */
const joined = (name: string) => `${parameterName(name)}_joined`;

/**
 * Returns the document as `Fn::Sub` of its JSON text, because a template cannot compute a key of an object. CloudFormation
 * takes a policy document as an object or as a text (resource schema of AWS::IAM::ManagedPolicy). No value has a character
 * that JSON has to escape.
 */
function renderAsText(blueprint: Blueprint, template: DocumentTemplate): unknown {
  const lists: Record<string, unknown> = {};
  const json = JSON.stringify(
    mapStrings(template, (text) => {
      const name = wholeParameter(text);
      if (name === undefined || !isListParameter(blueprint, name)) return text;
      lists[joined(name)] = { 'Fn::Join': ['","', { Ref: parameterName(name) }] };
      return [`\${${name}}`];
    }),
  );
  const text = forSub(json, (name) => (isListParameter(blueprint, name) ? joined(name) : parameterName(name)));
  return { 'Fn::Sub': Object.keys(lists).length === 0 ? text : [text, lists] };
}
