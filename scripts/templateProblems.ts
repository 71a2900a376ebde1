import { entriesOf, isRecord, type JsonRecord } from './json.ts';
import { propertyProblems } from './propertyProblems.ts';
import { resourceType, type Specification } from './specification.ts';
import { referenceProblems } from './templateReferences.ts';

/**
 * The problems of a CloudFormation template, one line each: unknown resource types, unknown properties, missing required
 * properties, values of the wrong type, references to something that does not exist.
 */
export function templateProblems(template: JsonRecord, specification: Specification): string[] {
  const resources = entriesOf(template.Resources);
  const problems = resources.flatMap(([id, resource]) => {
    if (!isRecord(resource) || typeof resource.Type !== 'string') return [`${id}: has no Type`];
    const type = resourceType(specification, resource.Type);
    if (type === undefined) return [`${id}: there is no resource type ${resource.Type}`];
    return propertyProblems(id, resource.Properties ?? {}, type.properties, specification);
  });
  if (resources.length === 0) problems.push('there are no Resources');
  return [...problems, ...referenceProblems(template, specification)];
}
