import * as z from 'zod/mini';

/**
 * A blueprint says what one product needs in a tenant's account. It is data: a JSON file would do. Strings know
 * `${accountId}`, `${partition}` and `${parameter}`; `when` keeps a part only where each named parameter has the
 * given value (`null`: not given); of several `documents` the first whose `when` holds is the one.
 */

const value = z.union([z.string(), z.boolean(), z.null()]);
const when = z.optional(z.record(z.string(), value));
const oneOrMore = z.union([z.string(), z.readonly(z.array(z.string()))]);

const statement = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: oneOrMore,
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});

const document = z.strictObject({
  when,
  Version: z.literal('2012-10-17'),
  Statement: z.readonly(z.array(statement)),
});

/** `boundary` marks a parameter that the permissions boundary depends on. A boundary for the value `widest` covers every value. */
const common = { description: z.string(), boundary: z.optional(z.strictObject({ widest: value })) };

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('region'), default: z.null() }),
  z.strictObject({
    ...common,
    kind: z.literal('flag'),
    default: z.boolean(),
    /** The partitions where it may be true; not given: all. For services that the others lack. */
    onlyIn: z.optional(z.readonly(z.array(z.enum(['aws', 'aws-us-gov', 'aws-cn'])))),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    values: z.readonly(z.array(z.string())),
    default: z.string(),
  }),
  /** Shows in what is handed over, such as the name of a credentials profile; nothing in the account depends on it. */
  z.strictObject({ ...common, kind: z.literal('label'), default: z.string() }),
  z.strictObject({ ...common, kind: z.literal('name'), of: z.enum(['user', 'group', 'policy']), default: z.string() }),
  z.strictObject({ ...common, kind: z.literal('userNames'), min: z.number(), max: z.number() }),
]);

const attachment = z.union([
  z.strictObject({ when, managed: z.string() }),
  z.strictObject({ when, policy: z.string() }),
]);
const attachments = z.readonly(z.array(attachment));

/** What the vendor's guide says, what is done here instead, and why. */
const difference = z.strictObject({ guide: z.string(), here: z.string(), why: z.string() });

const policy = z.strictObject({ name: z.string(), documents: z.readonly(z.array(document)) });
const group = z.strictObject({ name: z.string(), attach: attachments });
const user = z.strictObject({ name: z.string(), groups: z.readonly(z.array(z.string())), attach: attachments });

export const blueprintSchema = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  title: z.string(),
  /** The vendor's own guide: where every fact here was read. */
  source: z.string(),
  parameters: z.record(z.string(), parameter),
  policies: z.readonly(z.array(policy)),
  groups: z.readonly(z.array(group)),
  users: z.readonly(z.array(user)),
  permissionsBoundary: z.readonly(z.array(document)),
  differences: z.readonly(z.array(difference)),
  /** What else somebody should know who has to say yes: what is left open, above all. */
  notes: z.readonly(z.array(z.string())),
});

export type Blueprint = z.infer<typeof blueprintSchema>;
export type Parameter = z.infer<typeof parameter>;
export type Difference = z.infer<typeof difference>;
export type Attachment = z.infer<typeof attachment>;
export type DocumentTemplate = z.infer<typeof document>;
export type When = z.infer<typeof when>;
