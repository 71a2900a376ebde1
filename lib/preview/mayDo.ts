import * as z from 'zod/mini';

const oneOrMore = z.union([z.string(), z.readonly(z.array(z.string()))]);

const documentSchema = z.object({
  Statement: z.readonly(
    z.array(
      z.object({
        Effect: z.enum(['Allow', 'Deny']),
        Action: z.optional(oneOrMore),
        NotAction: z.optional(oneOrMore),
        Resource: oneOrMore,
        Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
      }),
    ),
  ),
});

export type PolicyDocument = z.infer<typeof documentSchema>;
type Statement = PolicyDocument['Statement'][number];

/** A document of a blueprint, from its JSON. Throws where it is none. */
export function readDocument(json: string): PolicyDocument {
  return documentSchema.parse(JSON.parse(json));
}

/**
 * Whether a document allows an action on something, under some condition. No policy engine: it knows wildcards in
 * actions, `NotAction`, and of all condition keys `iam:PassedToService` alone, which decides whom a role can be handed
 * to. Any other condition counts as met and any resource as fitting, so where it errs it says yes; a Deny counts only
 * where it has no condition and stands on all resources.
 *
 * @param passedTo the service that a role is passed to; every other action ignores it
 */
export function mayDo(document: PolicyDocument, action: string, passedTo: string | undefined): boolean {
  const covering = document.Statement.filter((statement) => covers(statement, action));
  const isDenied = covering.some(
    ({ Effect, Resource, Condition }) =>
      Effect === 'Deny' && Condition === undefined && listOf(Resource).some((each) => each === '*'),
  );
  return !isDenied && covering.some((statement) => statement.Effect === 'Allow' && admits(statement, passedTo));
}

function covers({ Action, NotAction }: Statement, action: string): boolean {
  const matches = (pattern: string) => matchesPattern(pattern.toLowerCase(), action.toLowerCase());
  if (Action !== undefined) return listOf(Action).some(matches);
  return NotAction !== undefined && !listOf(NotAction).some(matches);
}

function admits({ Condition }: Statement, passedTo: string | undefined): boolean {
  const services = Object.entries(Condition ?? {})
    .filter(([operator]) => operator === 'StringEquals')
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([key]) => key.toLowerCase() === 'iam:passedtoservice');
  return services.every(([, values]) => passedTo === undefined || listOf(values).some((value) => value === passedTo));
}

/** IAM's wildcards: `*` for any text, `?` for any one character. */
function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
