import * as z from 'zod/mini';
import { refuse } from './refusal.ts';

const texts = z.union([z.string(), z.array(z.string())]);
const conditionValue = z.union([z.string(), z.number(), z.boolean()]);
const condition = z.record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])));
const principalFields = {
  AWS: z.optional(texts),
  Service: z.optional(texts),
  Federated: z.optional(texts),
  CanonicalUser: z.optional(texts),
};
const principal = z.union([z.literal('*'), z.strictObject(principalFields)]);

const statementSchema = z.strictObject({
  Sid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]*$/))),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(texts),
  NotAction: z.optional(texts),
  Resource: z.optional(texts),
  NotResource: z.optional(texts),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Condition: z.optional(condition),
});

const documentSchema = z.strictObject({
  Version: z.optional(z.enum(['2012-10-17', '2008-10-17'])),
  Id: z.optional(z.string()),
  Statement: z.union([statementSchema, z.array(statementSchema).check(z.minLength(1))]),
});

type Statement = z.infer<typeof statementSchema>;

/** A parsed policy document. */
export interface PolicyDocument {
  readonly Version?: string | undefined;
  readonly Statement: readonly Statement[];
}

/** Matches the condition operators. Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
const conditionOperator =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)(Not)?Equals|(Numeric|Date)(LessThan|GreaterThan)(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/i;

/** Returns the MalformedPolicyDocument error. */
export function malformed(message: string): Error {
  return refuse('MalformedPolicyDocument', message);
}

/** Returns the value of a policy element that may be one string or a list, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function checkAction(action: string): void {
  if (action === '*') return;
  const [, vendor, name] = /^([^:]*):([^:]*)$/.exec(action) ?? [];
  if (vendor === undefined || name === undefined || vendor === '') {
    throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  if (/[*?]/.test(vendor)) throw malformed('Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.');
  if (!/^[A-Za-z0-9-]+$/.test(vendor)) throw malformed(`Vendor ${vendor} is not valid`);
  if (!/^[A-Za-z0-9*?-]+$/.test(name)) throw malformed('Syntax errors in policy.');
}

function checkResource(resource: string): void {
  if (resource === '*') return;
  const [prefix, partition, ...rest] = resource.split(':');
  if (prefix !== 'arn' || partition === undefined || rest.length < 4) {
    throw malformed(`Resource ${resource} must be in ARN format or "*".`);
  }
  if (!/^(aws(-[a-z-]+)?|\*|.*\$\{.*)$/.test(partition)) {
    throw malformed(`Partition "${partition}" is not valid for resource "${resource}".`);
  }
}

function checkConditions(statement: Statement): void {
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    if (!conditionOperator.test(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
    if (Object.keys(keys).some((key) => !key.includes(':'))) {
      throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    }
  }
}

function checkStatement(statement: Statement): void {
  const actions = [...listOf(statement.Action), ...listOf(statement.NotAction)];
  if (actions.length === 0) throw malformed('Policy statement must contain actions.');
  if (statement.Action !== undefined && statement.NotAction !== undefined) throw malformed('Syntax errors in policy.');
  if (statement.Resource !== undefined && statement.NotResource !== undefined)
    throw malformed('Syntax errors in policy.');
  actions.forEach(checkAction);
  [...listOf(statement.Resource), ...listOf(statement.NotResource)].forEach(checkResource);
  checkConditions(statement);
}

function parse(text: string): PolicyDocument {
  if (!/^[\t\n\r\u0020-\u00FF]+$/.test(text))
    throw malformed('The policy document contains characters that are not valid.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) throw malformed('Syntax errors in policy.');
  const { Version, Statement } = parsed.data;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  const sids = statements.flatMap((statement) => (statement.Sid ? [statement.Sid] : []));
  if (new Set(sids).size < sids.length) throw malformed('Statement IDs (SID) in a single policy must be unique.');
  statements.forEach(checkStatement);
  return { Version, Statement: statements };
}

/**
 * Parses and checks an identity-based policy, a permissions boundary or a session policy. Throws
 * MalformedPolicyDocument with the message of AWS.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function checkIdentityPolicy(text: string): PolicyDocument {
  const document = parse(text);
  if (document.Version !== '2012-10-17') throw malformed('Policy document must be version 2012-10-17 or greater.');
  for (const statement of document.Statement) {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      throw malformed('Policy document should not specify a principal.');
    }
    if (listOf(statement.Resource).length + listOf(statement.NotResource).length === 0) {
      throw malformed('Policy statement must contain resources.');
    }
  }
  return document;
}

/**
 * Parses and checks the trust policy of a role: it must name principals and no resources, and only STS actions. Throws
 * MalformedPolicyDocument.
 */
export function checkTrustPolicy(text: string): PolicyDocument {
  const document = parse(text);
  for (const statement of document.Statement) {
    if (statement.Resource !== undefined || statement.NotResource !== undefined)
      throw malformed('Has prohibited field Resource');
    if (statement.Principal === undefined && statement.NotPrincipal === undefined)
      throw malformed('Missing required field Principal');
    if (listOf(statement.Action).some((action) => !/^sts:/i.test(action) && action !== '*')) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
  return document;
}

/**
 * Returns the size of a document as IAM's quotas count it: characters without white space. Source: IAM User Guide, "IAM
 * and AWS STS quotas".
 */
export function sizeOf(document: string): number {
  return document.replace(/\s/g, '').length;
}
