import type { ParameterValues } from './parameterValues.ts';

/**
 * A part of a text of a blueprint. `variable`: a variable of IAM itself, such as `${aws:username}` or `${*}`. `unknown`:
 * what begins with `${` and is neither a parameter nor a variable.
 */
export type TextPart =
  | { readonly kind: 'literal' | 'variable' | 'unknown'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string };

/**
 * Splits a text of a blueprint at its placeholders. Variables of IAM have a colon in their names, and may have a default
 * value; `${*}`, `${?}` and `${$}` stand for these characters (IAM User Guide, "IAM policy elements: Variables and tags").
 */
export function partsOf(text: string): readonly TextPart[] {
  return text
    .split(/(\$\{[^}]*\}?)/)
    .filter((part) => part !== '')
    .map((part): TextPart => {
      if (!part.startsWith('${')) return { kind: 'literal', text: part };
      const [, name] = /^\$\{(\w+)\}$/.exec(part) ?? [];
      if (name !== undefined) return { kind: 'parameter', name };
      const isVariable = /^\$\{(?:[*?$]|[A-Za-z][\w.-]*:[^{}]+)\}$/.test(part);
      return { kind: isVariable ? 'variable' : 'unknown', text: part };
    });
}

/** Returns the names of the parameters in a text, each once. */
export function parametersIn(text: string): readonly string[] {
  return [...new Set(partsOf(text).flatMap((part) => (part.kind === 'parameter' ? [part.name] : [])))];
}

/** Returns the parameter of which a text consists. Undefined if it has other parts as well. */
export function wholeParameter(text: string): string | undefined {
  const [first, ...others] = partsOf(text);
  return first?.kind === 'parameter' && others.length === 0 ? first.name : undefined;
}

/** Returns every text in a part of a blueprint: the values, and the keys of objects. Leaves out `when`. */
export function textsIn(template: unknown): readonly string[] {
  if (typeof template === 'string') return [template];
  if (typeof template !== 'object' || template === null) return [];
  if (Array.isArray(template)) return template.flatMap(textsIn);
  return Object.entries(template).flatMap(([key, part]) => (key === 'when' ? [] : [key, ...textsIn(part)]));
}

/**
 * Returns a text with the values of its parameters. IAM's own variables stay. Throws if a parameter has no value that is
 * a text, so that nothing contains an unfilled placeholder.
 */
export function fillText(text: string, values: ParameterValues): string {
  return partsOf(text)
    .map((part) => {
      if (part.kind !== 'parameter') return part.text;
      const value = Object.hasOwn(values, part.name) ? values[part.name] : undefined;
      if (typeof value !== 'string') throw new Error(`\${${part.name}} has no value`);
      return value;
    })
    .join('');
}

/**
 * Returns a copy of a part of a blueprint with the values of its parameters, in values and in keys, and without `when`. A
 * text that consists of a parameter with a list becomes the list. Throws if two keys of an object become the same, so that
 * no condition is lost.
 */
export function substitute(template: unknown, values: ParameterValues): unknown {
  if (typeof template === 'string') {
    const name = wholeParameter(template);
    const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
    return Array.isArray(value) ? value : fillText(template, values);
  }
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((part: unknown) => substitute(part, values));
  const entries = Object.entries(template).filter(([key]) => key !== 'when');
  const filled = new Map(entries.map(([key, part]) => [fillText(key, values), substitute(part, values)]));
  if (filled.size < entries.length) throw new Error(`two keys become the same: ${[...filled.keys()].join(', ')}`);
  return Object.fromEntries(filled);
}
