/**
 * What AWS allows by default. Each number is from the page that is named beside it, as of November 2026; `code` is the quota in
 * Service Quotas. Without a code, AWS does not raise it there.
 */
export const awsLimits = {
  /**
   * Requests a second, and requests at the same moment, to all APIs of an account and region (API Gateway Developer
   * Guide, "Quotas for HTTP APIs").
   */
  api: { perSecond: 10_000, burst: 5_000, code: 'L-8A5B8E43' },
  /** Executions at the same time of an account and region (Lambda Developer Guide, "Lambda quotas"). */
  lambda: { concurrent: 1_000, code: 'L-B99A9384' },
  /** New execution environments of each function in ten seconds (Lambda Developer Guide, "Lambda scaling behavior"). */
  lambdaScaling: { environments: 1_000, inSeconds: 10 },
  /**
   * How many batches of a queue Lambda processes at the same time: at first, how many more each minute, and at most (Lambda
   * Developer Guide, "Configuring scaling behavior for SQS event source mappings"). The setting ends at 1,000.
   */
  pollers: { first: 5, morePerMinute: 300, most: 1_250, mostBySetting: 1_000 },
  /** Messages of a standard queue that were received and not deleted (SQS Developer Guide, "Amazon SQS message quotas"). */
  queue: { inFlight: 120_000 },
  /** Units a second of one partition key (DynamoDB Developer Guide, "Designing partition keys to distribute your workload"). */
  partition: { writes: 1_000, reads: 3_000 },
  /** Write units a second of an on-demand table, and of each of its indexes (DynamoDB Developer Guide, "Quotas in Amazon DynamoDB"). */
  table: { writes: 40_000, code: 'L-AB614373' },
  /**
   * Requests a second of an account and region to STS. AssumeRole in another account counts for the account that calls (IAM User
   * Guide, "IAM and AWS STS quotas", STS request quotas).
   */
  sts: { perSecond: 600 },
  /**
   * Calls a second of one account to IAM, in the tenant's account. AWS does not publish them, so these are the sandbox's
   * (local/sandbox/lag/profile.ts): an assumption.
   */
  iam: { reads: { burst: 60, perSecond: 20 }, writes: { burst: 20, perSecond: 5 } },
} as const;
