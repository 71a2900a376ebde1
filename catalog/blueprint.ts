import * as z from 'zod/mini';

/**
 * A blueprint describes what one product needs in a tenant's account. It contains only data that JSON can represent.
 *
 * `${name}` in a text stands for the value of the parameter `name`, and `${accountId}` and `${partition}` for those of the
 * onboarding: in policies (also in condition keys), in tags, in the permissions boundary, and in the names of users,
 * groups and policies. IAM's own variables, such as `${aws:username}` and `${*}`, stay as they are. A parameter with a
 * list stands alone as the whole `Resource` or the whole value of a condition key: `"Resource": "${bucketArns}"`.
 *
 * A part with `when` applies only if each parameter in it has the given value (`null`: not given). Of several
 * `documents`, the first one whose `when` applies is used. `languageProblems` (lib/blueprints/languageProblems.ts) has
 * the rules that this schema cannot express.
 */

const value = z.union([z.string(), z.boolean(), z.null()]);
const when = z.optional(z.record(z.string(), value));
const oneOrMore = z.union([z.string(), z.readonly(z.array(z.string()))]);

const statement = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});

const document = z.strictObject({
  when,
  Version: z.literal('2012-10-17'),
  Statement: z.readonly(z.array(statement)),
});

/**
 * `boundary.widest` is a hint: a permissions boundary for this value covers every other value. Which parameters the
 * boundary depends on is found from its documents.
 */
const common = { description: z.string(), boundary: z.optional(z.strictObject({ widest: value })) };

/** The parameter takes a list of `min` to `max` values. */
const list = z.optional(z.strictObject({ min: z.int().check(z.gte(1)), max: z.int().check(z.gte(1)) }));

/** `null`: may be omitted. Absent: every request has to send a value. */
const textDefault = z.optional(z.union([z.null(), z.string(), z.readonly(z.array(z.string()))]));

/** The service and the resource type as in the Service Authorization Reference, such as `s3` and `bucket`. */
const resourceType = { service: z.string(), resourceType: z.string() };

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
   * A short text of letters, digits and a few marks, such as the name of a credentials profile or of a stage. It may be a
   * part of a name of a user, group or policy.
   */
  z.strictObject({ ...common, kind: z.literal('label'), default: z.string() }),
  z.strictObject({ ...common, kind: z.literal('name'), of: z.enum(['user', 'group', 'policy']), default: z.string() }),
  z.strictObject({
    ...common,
    kind: z.literal('userNames'),
    min: z.int().check(z.gte(1)),
    max: z.int().check(z.gte(1)),
  }),
  /** The ARN of a resource in the tenant's account, such as a bucket, or a list of such ARNs. */
  z.strictObject({
    ...common,
    kind: z.literal('arn'),
    ...resourceType,
    /**
     * The format of the ARN as in the Service Authorization Reference, such as `arn:${Partition}:s3:::${BucketName}`.
     * Whoever reads a blueprint from a file fills it in. Absent: only the service, partition and account are checked.
     */
    format: z.optional(z.string()),
    /**
     * Characters that end the last part of `format`, because the ARNs of another resource type go on there: `/` for a
     * bucket, since `arn:aws:s3:::bucket/key` is the ARN of an object. Filled in together with `format`.
     */
    endsBefore: z.optional(z.string().check(z.regex(/^[/:]{0,2}$/))),
    /** A regular expression for the whole ARN. */
    pattern: z.optional(z.string()),
    /** The resource may be in another account. The partition is still that of the onboarding. */
    anyAccount: z.optional(z.literal(true)),
    list,
    default: textDefault,
  }),
  /** The name or ID of a resource, without the rest of its ARN, or a list of such names. */
  z.strictObject({
    ...common,
    kind: z.literal('resourceName'),
    ...resourceType,
    /** A regular expression for the whole name. */
    pattern: z.optional(z.string()),
    list,
    default: textDefault,
  }),
  /** A list of regions of the partition. */
  z.strictObject({
    ...common,
    kind: z.literal('regions'),
    min: z.int().check(z.gte(1)),
    max: z.int().check(z.gte(1)),
    default: z.optional(z.union([z.null(), z.readonly(z.array(z.string()))])),
  }),
  /** Another text in a policy or a tag, such as a tag value or an ID in a condition, or a list of such texts. */
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    /** A regular expression for the whole text. */
    pattern: z.string(),
    maxLength: z.optional(z.int().check(z.gte(1), z.lte(512))),
    list,
    default: textDefault,
  }),
  /** Up to `max` tags of the caller, which every user and policy of the onboarding gets: `[{ key, value }]`. */
  z.strictObject({
    ...common,
    kind: z.literal('tags'),
    max: z.int().check(z.gte(1), z.lte(40)),
    default: z.optional(z.null()),
  }),
]);

/** The name of a policy of AWS, with its path if it has one (`job-function/ViewOnlyAccess`). It can lead to no other folder. */
const managed = z.string().check(z.regex(/^([\w-]+\/){0,3}[\w+=,.@-]{1,128}$/));

const attachment = z.union([z.strictObject({ when, managed }), z.strictObject({ when, policy: z.string() })]);
const attachments = z.readonly(z.array(attachment));

/** The tags of a user or policy: values by key. Groups cannot have tags in IAM. */
const tags = z.optional(z.record(z.string(), z.string()));

/** A difference from the vendor's guide: what the guide says, what the blueprint does instead, and why. */
const difference = z.strictObject({ guide: z.string(), here: z.string(), why: z.string() });

const policy = z.strictObject({ name: z.string(), documents: z.readonly(z.array(document)), tags });
const group = z.strictObject({ name: z.string(), attach: attachments });
const user = z.strictObject({ name: z.string(), groups: z.readonly(z.array(z.string())), attach: attachments, tags });

/** The permissions boundary of every user: documents, of which the stack makes a policy, or the name of a policy of AWS. */
const permissionsBoundary = z.union([z.readonly(z.array(document)), z.strictObject({ managed })]);

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
  permissionsBoundary,
  differences: z.readonly(z.array(difference)),
  /** What a person who approves the onboarding should also know, especially the remaining risks. */
  notes: z.readonly(z.array(z.string())),
});

export type Blueprint = z.infer<typeof blueprintSchema>;
export type Parameter = z.infer<typeof parameter>;
export type Difference = z.infer<typeof difference>;
export type Attachment = z.infer<typeof attachment>;
export type DocumentTemplate = z.infer<typeof document>;
export type StatementTemplate = z.infer<typeof statement>;
export type When = z.infer<typeof when>;
