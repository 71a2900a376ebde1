import { isAlias, isMap, isScalar, isSeq, Scalar, type Document, type Node, type Pair } from 'yaml';
import type { Path } from './fault.ts';

/**
 * Returns the index of the first character of a value, or with `key` of the key before it. For a path that does not
 * exist, it is that of the part that would have it.
 */
export function offsetOf(document: Document.Parsed, path: Path, at: 'key' | 'value'): number {
  let place: number | undefined;
  let node: unknown = document.contents;
  for (const step of ['', ...path].keys()) {
    const resolved = isAlias(node) ? node.resolve(document) : node;
    // What stands at an alias is named by the alias, and what is inside it by its own place.
    place = startOf(step === path.length ? node : resolved) ?? place;
    const key = path[step];
    if (key === undefined) break;
    if (isSeq(resolved)) node = typeof key === 'number' ? resolved.items[key] : undefined;
    else {
      const pair = isMap(resolved) ? pairOf(resolved.items, key) : undefined;
      if (at === 'key' && step === path.length - 1 && pair !== undefined) return startOf(pair.key) ?? place ?? 0;
      node = pair?.value;
    }
    if (node === undefined) break;
  }
  return place ?? 0;
}

/**
 * Returns the index of the first character of what a problem is about: of the key, if its value is a mapping or list, and
 * otherwise of the value.
 */
export function placeOf(document: Document.Parsed, path: Path): number {
  const value = document.getIn(path, true);
  const hasKey = typeof path.at(-1) === 'string';
  return offsetOf(document, path, hasKey && (isMap(value) || isSeq(value)) ? 'key' : 'value');
}

/** Returns the text of a value without quotes, as it is written. Undefined if it is in quotes, or no scalar. */
export function plainSource(document: Document.Parsed, path: Path): string | undefined {
  const node = document.getIn(path, true);
  const resolved = isAlias(node) ? node.resolve(document) : node;
  return isScalar(resolved) && resolved.type === Scalar.PLAIN ? resolved.source : undefined;
}

function pairOf(pairs: readonly Pair[], name: string | number): Pair | undefined {
  return pairs.find(({ key }) => isScalar(key) && (key.source ?? String(key.value)) === String(name));
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}
