import * as z from 'zod/mini';

/** Documents of AWS have values such as `true` as well, which IAM takes for texts. */
const conditionValues = z.pipe(
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  z.transform((given) => (Array.isArray(given) ? given : [String(given)])),
);

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((given) => (typeof given === 'string' ? [given] : given)),
);

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), conditionValues))),
});

/** A statement of a policy document. Single values are converted to lists with one entry. */
export type Statement = z.infer<typeof statementSchema>;

const documentSchema = z.object({
  Statement: z.pipe(
    z.union([statementSchema, z.array(statementSchema)]),
    z.transform((given) => (Array.isArray(given) ? given : [given])),
  ),
});

/** Returns the statements of a policy document. Throws if it is not a policy document. */
export function statementsOf(document: unknown): readonly Statement[] {
  return documentSchema.parse(document).Statement;
}

/**
 * Whether the statement applies to an action, such as `ec2:RunInstances`. Does not evaluate conditions and resources.
 */
export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  if (Action !== undefined) return Action.some((pattern) => matches(pattern, action));
  return NotAction?.every((pattern) => !matches(pattern, action)) ?? false;
}

/**
 * Returns the statements that may apply to an action of the service, with only the patterns that may, so that the others
 * are not checked for each action. A managed policy of AWS can have thousands.
 */
export function aboutService(statements: readonly Statement[], service: string): readonly Statement[] {
  const about = (patterns: readonly string[]) =>
    patterns.filter((pattern) => {
      const named = pattern.split(':')[0]?.toLowerCase() ?? '';
      return named === service || (/[*?]/.test(named) && matches(named, service));
    });
  return statements.flatMap((statement) => {
    const { Action, NotAction } = statement;
    if (Action === undefined)
      return [NotAction === undefined ? statement : { ...statement, NotAction: about(NotAction) }];
    const actions = about(Action);
    return actions.length === 0 ? [] : [{ ...statement, Action: actions }];
  });
}

/** Whether the statement applies to every resource and has no condition. */
export function isUnlimited({ Resource, NotResource, Condition }: Statement): boolean {
  return NotResource === undefined && Resource?.includes('*') === true && Object.keys(Condition ?? {}).length === 0;
}

/** The compiled patterns, as a cache. */
const expressions = new Map<string, RegExp>();

/**
 * Whether the action matches a pattern with IAM's wildcards: `*` for any text, `?` for any one character. IAM ignores
 * the case of actions.
 */
export function matches(pattern: string, action: string): boolean {
  const known = expressions.get(pattern);
  if (known !== undefined) return known.test(action);
  const source = pattern
    .replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 'i');
  expressions.set(pattern, expression);
  return expression.test(action);
}
