import * as z from 'zod/mini';
import { matches } from './statements.ts';

const oneOrMore = z.union([z.string(), z.readonly(z.array(z.string()))]);
/** Documents of AWS have values such as `true` as well, which IAM takes for texts. */
const conditionValue = z.union([oneOrMore, z.boolean(), z.number()]);

const documentSchema = z.object({
  Statement: z.readonly(
    z.array(
      z.object({
        Effect: z.enum(['Allow', 'Deny']),
        Action: z.optional(oneOrMore),
        NotAction: z.optional(oneOrMore),
        Resource: z.optional(oneOrMore),
        Condition: z.optional(z.record(z.string(), z.record(z.string(), conditionValue))),
      }),
    ),
  ),
});

export type PolicyDocument = z.infer<typeof documentSchema>;
type Statement = PolicyDocument['Statement'][number];

/** Parses a policy document. Throws if the JSON is not a policy document. */
export function readDocument(json: string): PolicyDocument {
  return documentSchema.parse(JSON.parse(json));
}

/**
 * Whether a document allows an action on some resource, under some condition. This is not a complete policy evaluation.
 * It evaluates wildcards in actions, `NotAction`, and one condition key: `iam:PassedToService`, which limits the
 * services that a role can be passed to. It assumes that all other conditions are met and that all resources match, and
 * it ignores a Deny that has a condition or does not apply to all resources. So if the result is wrong, it is wrongly
 * true.
 *
 * @param passedTo the service that a role is passed to; only conditions on `iam:PassedToService` use it
 */
export function mayDo(document: PolicyDocument, action: string, passedTo: string | undefined): boolean {
  const matching = document.Statement.filter((statement) => covers(statement, action));
  const isDenied = matching.some(
    ({ Effect, Resource, Condition }) =>
      Effect === 'Deny' && Condition === undefined && listOf(Resource ?? []).some((each) => each === '*'),
  );
  return !isDenied && matching.some((statement) => statement.Effect === 'Allow' && admits(statement, passedTo));
}

function covers({ Action, NotAction }: Statement, action: string): boolean {
  const isMatch = (pattern: string) => matches(pattern, action);
  if (Action !== undefined) return listOf(Action).some(isMatch);
  return NotAction !== undefined && !listOf(NotAction).some(isMatch);
}

function admits({ Condition }: Statement, passedTo: string | undefined): boolean {
  const services = Object.entries(Condition ?? {})
    .filter(([operator]) => operator === 'StringEquals')
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([key]) => key.toLowerCase() === 'iam:passedtoservice');
  return services.every(
    ([, values]) =>
      passedTo === undefined ||
      listOf(typeof values === 'object' ? values : String(values)).some((value) => value === passedTo),
  );
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
