import { isTestMet, matchesText } from './evaluateTest.ts';
import type { Patterns, PolicyStatement } from './readPolicy.ts';

/** One call to AWS. It contains no placeholders. */
export interface Request {
  readonly action: string;
  /** An ARN, or `*` for an action without resources. */
  readonly resource: string;
  /** Values by condition key, in lower case. */
  readonly context: Context;
}

export type Context = Readonly<Record<string, string | readonly string[]>>;

/**
 * Whether policies allow a request: one statement allows it and none denies it (IAM User Guide, "Policy evaluation
 * logic"). The policies may contain IAM's variables, but no placeholders of a blueprint.
 */
export function allows(policies: readonly PolicyStatement[], request: Request): boolean {
  const matching = policies.filter((statement) => appliesTo(statement, request));
  return matching.some(({ effect }) => effect === 'Allow') && matching.every(({ effect }) => effect === 'Allow');
}

function appliesTo({ actions, resources, tests }: PolicyStatement, { action, resource, context }: Request): boolean {
  return (
    isAmong(actions, (pattern) => matchesText(pattern.toLowerCase(), action.toLowerCase(), true)) &&
    isAboutResource(resources, resource, context) &&
    tests.every((test) =>
      isTestMet(
        { ...test, values: test.values.flatMap((value) => withVariables(value, context) ?? []) },
        context[test.key],
      ),
    )
  );
}

/** A `NotResource` with a variable that the request lacks applies to nothing. */
function isAboutResource(resources: Patterns, resource: string, context: Context): boolean {
  const filled = resources.patterns.map((pattern) => withVariables(pattern, context));
  if (resources.isNot && filled.includes(undefined)) return false;
  return filled.some((pattern) => pattern !== undefined && matchesText(pattern, resource, true)) !== resources.isNot;
}

function isAmong({ isNot, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== isNot;
}

/**
 * Replaces variables, such as `${aws:username}`, by the values of the request. Undefined if the request lacks one: then
 * nothing matches.
 */
function withVariables(text: string, context: Context): string | undefined {
  const missing: string[] = [];
  const filled = text.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (['*', '?', '$'].includes(name)) return whole;
    const [, key = '', otherwise] = /^([^,]*?)(?:\s*,\s*'([^']*)')?$/.exec(name) ?? [];
    const value = context[key.toLowerCase()] ?? otherwise;
    if (typeof value === 'string') return value.replaceAll(/[*?$]/g, (special) => `\${${special}}`);
    missing.push(key);
    return '';
  });
  return missing.length === 0 ? filled : undefined;
}
