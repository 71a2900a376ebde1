/** A part of a pattern: a character, a placeholder (any one value), `*` or `?`. */
export type Token =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'placeholder'; readonly letter: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

export interface Reading {
  /** `*` and `?` are wildcards. Otherwise they are characters. */
  readonly wildcards: boolean;
  /** Upper case and lower case are the same. */
  readonly foldsCase: boolean;
}

/**
 * Returns the tokens of a pattern. `${name}` is a placeholder, of the blueprint or of IAM; `${*}`, `${?}` and `${$}` are
 * the characters (IAM User Guide, "IAM policy elements: Variables and tags").
 */
export function tokensOf(pattern: string, { wildcards, foldsCase }: Reading): readonly Token[] {
  return [...pattern.matchAll(/\$\{([^}]*)\}|[^]/gu)].map(([text, name]): Token => {
    if (name !== undefined) {
      return ['*', '?', '$'].includes(name) ? { kind: 'letter', letter: name } : { kind: 'placeholder', letter: text };
    }
    if (wildcards && text === '*') return { kind: 'any' };
    if (wildcards && text === '?') return { kind: 'one' };
    return { kind: 'letter', letter: foldsCase ? text.toLowerCase() : text };
  });
}

export const isPlaceholder = (letter: string): boolean => letter.startsWith('${');
