import { entriesOf, isRecord, listOf, type JsonRecord } from './json.ts';
import { resourceType, type Specification } from './specification.ts';

/** Each Ref, Fn::GetAtt, Fn::Sub, Fn::If and DependsOn that refers to something that does not exist, one line each. */
export function referenceProblems(template: JsonRecord, specification: Specification): string[] {
  const resources = new Map(entriesOf(template.Resources));
  const parameters = new Set(entriesOf(template.Parameters).map(([name]) => name));
  const conditions = new Set(entriesOf(template.Conditions).map(([name]) => name));

  const reference = (name: string) =>
    resources.has(name) || parameters.has(name) || name.startsWith('AWS::') ? [] : [`there is no ${name} to refer to`];

  const attribute = (id: string, name: string) => {
    const resource = resources.get(id);
    if (!isRecord(resource)) return [`there is no resource ${id} to take ${name} from`];
    const attributes = resourceType(specification, String(resource.Type))?.attributes ?? {};
    return name in attributes ? [] : [`${id} has no attribute ${name}`];
  };

  const substitution = (text: string) =>
    // `${!name}` is CloudFormation's syntax for the literal text `${name}`.
    [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].flatMap(([, name = '']) => {
      const [id = '', ...rest] = name.split('.');
      return rest.length === 0 ? reference(name) : attribute(id, rest.join('.'));
    });

  const check = (name: string, value: unknown): string[] => {
    if (name === 'Ref') return reference(String(value));
    if (name === 'Fn::Sub' && typeof value === 'string') return substitution(value);
    if (name === 'Fn::GetAtt' && Array.isArray(value)) return attribute(String(value[0]), String(value[1]));
    if (name === 'Fn::If' && Array.isArray(value)) {
      return [
        ...(conditions.has(String(value[0])) ? [] : [`there is no condition ${String(value[0])}`]),
        ...walk(value),
      ];
    }
    return walk(value);
  };

  const walk = (value: unknown): string[] =>
    Array.isArray(value) ? value.flatMap(walk) : entriesOf(value).flatMap(([name, inner]) => check(name, inner));

  const dependencies = [...resources].flatMap(([id, resource]) =>
    listOf(isRecord(resource) ? resource.DependsOn : undefined)
      .filter((name) => typeof name !== 'string' || !resources.has(name))
      .map((name) => `${id}: depends on ${JSON.stringify(name)}, which does not exist`),
  );
  return [...walk(template), ...dependencies];
}
