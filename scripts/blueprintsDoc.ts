import type { Attachment, Blueprint } from '../catalog/blueprint.ts';
import { markdownTable } from './markdown.ts';

/** Every blueprint of a catalogue: what it is for, what it makes by default, and the parameters that are no names. */
export function blueprintsTable(catalog: readonly Blueprint[]): string {
  return markdownTable(
    ['blueprint', 'for', 'makes', 'parameters'],
    catalog.map((blueprint) => [
      code(blueprint.name),
      blueprint.title,
      makes(blueprint),
      Object.entries(blueprint.parameters)
        .flatMap(([name, { kind }]) => (kind === 'name' ? [] : [code(name)]))
        .join(', '),
    ]),
  );
}

const code = (text: string) => `\`${text}\``;

function makes(blueprint: Blueprint): string {
  const named = (name: string) => code(withDefaults(blueprint, name));
  const users = blueprint.users.map(({ name, groups, attach }) => {
    const inGroups = groups.length === 0 ? '' : ` in ${groups.map(named).join(', ')}`;
    return `${several(blueprint, name) ?? `user ${named(name)}`}${inGroups}${attached(attach, named)}`;
  });
  const groups = blueprint.groups.map(({ name, attach }) => `group ${named(name)}${attached(attach, named)}`);
  return [...users, ...groups].join('; ');
}

/** The policies, AWS's and its own, each list of them after the condition that it depends on. */
function attached(attach: readonly Attachment[], named: (name: string) => string): string {
  const byCondition = Map.groupBy(attach, ({ when = {} }) =>
    Object.entries(when)
      .map(([name, value]) => `where ${code(name)} is ${String(value)}`)
      .join(' and '),
  );
  const lists = [...byCondition].map(([condition, each]) => {
    const policies = each.map((one) => ('managed' in one ? code(one.managed) : named(one.policy))).join(', ');
    return condition === '' ? ` ${policies}` : `, ${condition}, ${policies}`;
  });
  return lists.length === 0 ? '' : ` with${lists.join(' and')}`;
}

/** A name as it is where the request says nothing. */
function withDefaults({ parameters }: Blueprint, text: string): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const parameter = parameters[name];
    return parameter !== undefined && 'default' in parameter && parameter.default !== null
      ? String(parameter.default)
      : whole;
  });
}

/** Of users that the request names: how many. Undefined where the name is one. */
function several({ parameters }: Blueprint, name: string): string | undefined {
  for (const [parameter, each] of Object.entries(parameters)) {
    if (each.kind === 'userNames' && name.includes(`\${${parameter}}`)) return `${each.min} to ${each.max} users`;
  }
  return undefined;
}
