import * as z from 'zod/mini';

/**
 * A blueprint describes what one product needs in a tenant's account. It contains only data that JSON can represent.
 * Strings may contain the placeholders `${accountId}`, `${partition}` and `${name}` for a parameter `name`. A part with
 * `when` applies only if each parameter in it has the given value (`null`: not given). Of several `documents`, the
 * first one whose `when` applies is used.
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

/**
 * `boundary` marks a parameter that the permissions boundary depends on. A boundary for the value `widest` covers every
 * other value.
 */
const common = { description: z.string(), boundary: z.optional(z.strictObject({ widest: value })) };

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('region'), default: z.null() }),
  z.strictObject({
    ...common,
    kind: z.literal('flag'),
    default: z.boolean(),
    /** The partitions in which the flag may be true, if the others lack the services for it. Absent: all partitions. */
    onlyIn: z.optional(z.readonly(z.array(z.enum(['aws', 'aws-us-gov', 'aws-cn'])))),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('choice'),
    values: z.readonly(z.array(z.string())),
    default: z.string(),
  }),
  /**
   * A text in the output of the keys, such as the name of a credentials profile. Nothing in the account depends on it.
   */
  z.strictObject({ ...common, kind: z.literal('label'), default: z.string() }),
  z.strictObject({ ...common, kind: z.literal('name'), of: z.enum(['user', 'group', 'policy']), default: z.string() }),
  z.strictObject({ ...common, kind: z.literal('userNames'), min: z.number(), max: z.number() }),
]);

const attachment = z.union([
  z.strictObject({ when, managed: z.string() }),
  z.strictObject({ when, policy: z.string() }),
]);
const attachments = z.readonly(z.array(attachment));

/** A difference from the vendor's guide: what the guide says, what the blueprint does instead, and why. */
const difference = z.strictObject({ guide: z.string(), here: z.string(), why: z.string() });

const policy = z.strictObject({ name: z.string(), documents: z.readonly(z.array(document)) });
const group = z.strictObject({ name: z.string(), attach: attachments });
const user = z.strictObject({ name: z.string(), groups: z.readonly(z.array(z.string())), attach: attachments });

/** Every JavaScript object has properties such as `constructor`, so that a look-up of such a name in an object finds one. */
const isNoObjectProperty = z.refine<string>((name) => !(name in {}), 'is the name of a property of every object');

export const blueprintSchema = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/), isNoObjectProperty),
  title: z.string(),
  /** The vendor's guide, which is the source of the blueprint. */
  source: z.string(),
  parameters: z.record(z.string().check(z.regex(/^\w+$/), isNoObjectProperty), parameter),
  policies: z.readonly(z.array(policy)),
  groups: z.readonly(z.array(group)),
  users: z.readonly(z.array(user)),
  permissionsBoundary: z.readonly(z.array(document)),
  differences: z.readonly(z.array(difference)),
  /** What a person who approves the onboarding should also know, especially the remaining risks. */
  notes: z.readonly(z.array(z.string())),
});

export type Blueprint = z.infer<typeof blueprintSchema>;
export type Parameter = z.infer<typeof parameter>;
export type Difference = z.infer<typeof difference>;
export type Attachment = z.infer<typeof attachment>;
export type DocumentTemplate = z.infer<typeof document>;
export type When = z.infer<typeof when>;
