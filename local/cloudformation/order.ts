import { isFields } from './intrinsics.ts';
import { StackProblem } from './problem.ts';
import type { ResourceTemplate } from './template.ts';

/**
 * Returns the logical IDs in an order in which the resources can be created: each one after the resources that it
 * refers to with DependsOn, Ref, Fn::GetAtt or Fn::Sub.
 * @throws StackProblem if references are circular.
 */
export function creationOrder(resources: Readonly<Record<string, ResourceTemplate>>): readonly string[] {
  const order: string[] = [];
  const entered = new Set<string>();
  const visit = (logicalId: string) => {
    if (order.includes(logicalId)) return;
    if (entered.has(logicalId))
      throw new StackProblem(`Circular dependency between resources: [${[...entered].join(', ')}].`);
    entered.add(logicalId);
    const resource = resources[logicalId];
    const needed = resource === undefined ? [] : [...resource.DependsOn, ...mentioned(resource.Properties)];
    for (const name of needed) {
      if (Object.hasOwn(resources, name) && name !== logicalId) visit(name);
    }
    entered.delete(logicalId);
    order.push(logicalId);
  };
  Object.keys(resources).forEach(visit);
  return order;
}

function mentioned(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mentioned);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref') return [String(argument)];
    if (name === 'Fn::GetAtt') return [String(Array.isArray(argument) ? argument[0] : argument).split('.')[0] ?? ''];
    if (name === 'Fn::Sub')
      return [...substituted(Array.isArray(argument) ? argument[0] : argument), ...mentioned(argument)];
    return mentioned(argument);
  });
}

const substituted = (template: unknown) =>
  typeof template === 'string' ? [...template.matchAll(/\$\{([^!.}]+)/g)].map(([, name]) => name ?? '') : [];
