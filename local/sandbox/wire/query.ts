/** A decoded value of AWS's query protocol. */
type QueryValue = string | readonly QueryValue[] | QueryStructure;

export interface QueryStructure {
  readonly [name: string]: QueryValue | undefined;
}

interface Node {
  value: string;
  readonly children: Map<string, Node>;
}

function child(node: Node, name: string): Node {
  const existing = node.children.get(name);
  if (existing) return existing;
  const created: Node = { value: '', children: new Map() };
  node.children.set(name, created);
  return created;
}

function structureOf(node: Node): QueryStructure {
  return Object.fromEntries([...node.children].map(([name, inner]) => [name, valueOf(inner)]));
}

function valueOf(node: Node): QueryValue {
  const members = node.children.get('member');
  if (members) {
    const numbered = [...members.children].sort(([a], [b]) => Number(a) - Number(b));
    return numbered.map(([, inner]) => valueOf(inner));
  }
  return node.children.size === 0 ? node.value : structureOf(node);
}

/**
 * Decodes flat form parameters into a structure: `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`.
 * Source: Smithy, "AWS query protocol", sections on structures and lists (an empty list is sent as `Tags=`).
 */
export function decodeQuery(parameters: Readonly<Record<string, string>>): QueryStructure {
  const root: Node = { value: '', children: new Map() };
  for (const [name, value] of Object.entries(parameters)) {
    name.split('.').reduce(child, root).value = value;
  }
  return structureOf(root);
}
