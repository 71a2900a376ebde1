import * as z from 'zod/mini';

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
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});

/** A statement of a policy document, with a list wherever IAM takes one value as well. */
export type Statement = z.infer<typeof statementSchema>;

const documentSchema = z.object({
  Statement: z.pipe(
    z.union([statementSchema, z.array(statementSchema)]),
    z.transform((given) => (Array.isArray(given) ? given : [given])),
  ),
});

/** Throws where this is no policy document. */
export function statementsOf(document: unknown): readonly Statement[] {
  return documentSchema.parse(document).Statement;
}

/** Whether the statement is about this action, such as `ec2:RunInstances`; of conditions and resources it says nothing. */
export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  if (Action !== undefined) return Action.some((pattern) => matches(pattern, action));
  return NotAction?.every((pattern) => !matches(pattern, action)) ?? false;
}

/** Those that may be about an action of the service; the others need not be asked for each of its actions. */
export function aboutService(statements: readonly Statement[], service: string): readonly Statement[] {
  const isMatch = (pattern: string) => matches(pattern.split(':')[0] ?? '', service);
  return statements.filter(({ Action }) => Action?.some(isMatch) ?? true);
}

/** Whether it holds for every resource, at all times. */
export function isUnlimited({ Resource, NotResource, Condition }: Statement): boolean {
  return NotResource === undefined && Resource?.includes('*') === true && Object.keys(Condition ?? {}).length === 0;
}

const expressions = new Map<string, RegExp>();

/** IAM's wildcards: `*` is any text, `?` one character; actions are the same in upper and lower case. */
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
