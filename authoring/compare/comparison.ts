/** What a new version of a blueprint changes, in words: each entry is one sentence. */
export interface Comparison {
  /** What the new version allows and the old one did not. */
  readonly more: readonly string[];
  /** What may be more: it could not be shown that the old version allowed it as well. */
  readonly unknown: readonly string[];
  /** What the old version allowed and the new one does not. */
  readonly less: readonly string[];
  /** What changes neither, and who onboards tenants should know. */
  readonly other: readonly string[];
}

export type Kind = keyof Comparison;

/** One sentence of a comparison. */
export interface Change {
  readonly kind: Kind;
  readonly text: string;
}

export function comparisonOf(changes: readonly Change[]): Comparison {
  const of = (kind: Kind) => [...new Set(changes.flatMap((change) => (change.kind === kind ? [change.text] : [])))];
  return { more: of('more'), unknown: of('unknown'), less: of('less'), other: of('other') };
}
