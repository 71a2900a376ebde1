import { isAlias, isMap, isScalar, isSeq, Scalar, type Document, type Node, type Pair } from 'yaml';
import { quoted, type Fault, type Path } from './fault.ts';
import { described, versionsDiffer } from './plainScalar.ts';

/** More values than this are a mistake, or an attack: aliases of aliases multiply. */
const mostValues = 50_000;

/**
 * Returns the value of a document, as JSON can represent it, and what is wrong in it: tags, aliases without an anchor or
 * of what they are part of, merge keys, keys that are not texts, and scalars that the versions of YAML read differently.
 */
export function valueOf(document: Document.Parsed): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const open = new Set<Node>();
  let values = 0;
  const report = (node: Node, path: Path, problem: string, remedy: string) => {
    faults.push({ offset: node.range?.[0] ?? 0, path, problem, remedy });
  };

  const read = (node: unknown, path: Path): unknown => {
    values += 1;
    if (values > mostValues) return null;
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined || open.has(target)) {
        const [problem, remedy] = target === undefined ? withoutAnchor(node.source) : ofItself(node.source);
        report(node, path, problem, remedy);
        return undefined;
      }
      return read(target, path);
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.tag !== undefined) report(node, path, `the tag ${node.tag} stands here`, noTags);
    if (isScalar(node)) return readScalar(node, path);
    open.add(node);
    const value = isSeq(node)
      ? node.items.map((item, index) => read(item, [...path, index]))
      : Object.fromEntries(node.items.map((pair) => readPair(pair, path)));
    open.delete(node);
    return value;
  };
  const readScalar = (node: Scalar, path: Path): unknown => {
    const differ = node.type === Scalar.PLAIN ? versionsDiffer(node.source ?? '') : undefined;
    if (differ !== undefined) report(node, path, differ.problem, differ.remedy);
    return node.value;
  };
  const readPair = ({ key, value }: Pair, path: Path): readonly [string, unknown] => {
    const name = isScalar(key) ? (key.source ?? String(key.value)) : '';
    const at = [...path, name];
    if (!isScalar(key)) {
      if (isAlias(key) || isMap(key) || isSeq(key))
        report(key, path, 'a key is not a text', 'Write a text as the key.');
    } else if (key.type === Scalar.PLAIN && name === '<<') report(key, at, ...mergeKey);
    else if (typeof key.value !== 'string')
      report(key, at, `without quotes, this key is ${described(key.value)}`, `Put it in quotes: ${quoted(name)}.`);
    else if (name === '__proto__') report(key, at, ...noKey);
    else readScalar(key, at);
    return [name, read(value, at)];
  };

  const value = read(document.contents, []);
  if (values > mostValues)
    faults.unshift({
      offset: 0,
      path: [],
      problem: `there are more than ${mostValues} values`,
      remedy: 'Use fewer aliases.',
    });
  return { value, faults };
}

const noTags = 'Remove it: a blueprint has no tags of YAML, and none of the functions of CloudFormation.';

const mergeKey = [
  'the merge key << is not part of YAML 1.2',
  'Write out its entries. An alias for a whole value (*name) can be used.',
] as const;

/** Checks of objects leave it out without a word: a condition with this name would be gone. */
const noKey = [
  'the key __proto__ cannot be read as that of a value',
  'Remove it: neither a blueprint nor IAM has such a name.',
] as const;

const withoutAnchor = (name: string) =>
  [
    `the alias *${name} has no anchor &${name} before it`,
    'Put the anchor at a value above. If a text is meant, put it in quotes.',
  ] as const;

const ofItself = (name: string) =>
  [`the alias *${name} stands inside the value that it stands for`, 'Write out what is meant.'] as const;
