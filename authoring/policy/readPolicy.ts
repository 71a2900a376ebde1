import * as z from 'zod/mini';
import { readTests, type Test } from './tests.ts';

const scalar = z.pipe(
  z.union([z.string(), z.boolean(), z.number()]),
  z.transform((given) => String(given)),
);
const oneOrMore = z.pipe(
  z.union([scalar, z.array(scalar)]),
  z.transform((given) => (typeof given === 'string' ? [given] : given)),
);

const statementSchema = z.object({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});

const documentSchema = z.object({
  Statement: z.pipe(
    z.union([statementSchema, z.array(statementSchema)]),
    z.transform((given) => (Array.isArray(given) ? given : [given])),
  ),
});

export type RawStatement = z.infer<typeof statementSchema>;

/** What an element such as `Action` (`isNot` false) or `NotAction` (`isNot` true) lists. */
export interface Patterns {
  readonly isNot: boolean;
  readonly patterns: readonly string[];
}

/** A statement of a policy. It may contain placeholders, which stand for any one value. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** All of them have to be met. */
  readonly tests: readonly Test[];
  /** As it is in the document, with lists for single values. */
  readonly raw: RawStatement;
}

/** Returns the statements of a policy document. Throws if it is not a policy document. */
export function readPolicy(document: unknown): readonly PolicyStatement[] {
  return documentSchema.parse(document).Statement.map(readStatement);
}

export function readStatement(raw: RawStatement): PolicyStatement {
  return {
    effect: raw.Effect,
    actions: patternsOf(raw.Action, raw.NotAction),
    resources: patternsOf(raw.Resource, raw.NotResource),
    tests: readTests(raw.Condition ?? {}),
    raw,
  };
}

/** A statement with neither element is refused by IAM. Here it applies to nothing. */
function patternsOf(is: readonly string[] | undefined, isNot: readonly string[] | undefined): Patterns {
  if (is !== undefined) return { isNot: false, patterns: is };
  return isNot === undefined ? { isNot: false, patterns: [] } : { isNot: true, patterns: isNot };
}
