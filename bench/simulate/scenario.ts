import { awsLimits } from './awsLimits.ts';

/** How long calls take on average, in milliseconds. */
export interface Times {
  readonly dynamodb: number;
  readonly sqs: number;
  readonly sts: number;
  readonly iam: number;
  /** A call that is throttled. */
  readonly refusal: number;
  /** The vendor's receiver of webhooks. */
  readonly webhook: number;
  /** What a function computes before it sends a call. */
  readonly own: number;
  /** What a new execution environment takes before it runs the function. */
  readonly coldStart: number;
  /** By what part a call is at most shorter or longer than the average. */
  readonly spread: number;
}

/** The deploy settings (docs/configuration.md). */
interface Settings {
  readonly apiRate: number;
  readonly apiBurst: number;
  readonly workConcurrency: number;
  readonly deliveryConcurrency: number;
  readonly indexShards: number;
}

/** What AWS allows the vendor's account in a region. */
interface Quotas {
  readonly api: number;
  readonly apiBurst: number;
  readonly lambda: number;
  readonly table: number;
  readonly sts: number;
}

/** What is simulated. */
export interface Scenario {
  readonly seed: number;
  /** For how many seconds onboardings arrive. */
  readonly seconds: number;
  /** For how many seconds after that the simulation goes on. */
  readonly drainSeconds: number;
  /** Onboardings a second on average, in all cells together. */
  readonly perSecond: number;
  /** When onboardings arrive, in milliseconds since the start. Undefined: at random, `perSecond` on average. */
  readonly arrivalsAt?: readonly number[];
  /** `now`: created in one call. `later`: with worker and claim. */
  readonly way: 'now' | 'later';
  /** The first onboarding of its tenant, or a later one in an account that Latchkey knows. */
  readonly situation: 'First' | 'Again';
  /** How many onboardings go into one account. */
  readonly perAccount: number;
  /** Whether access is requested for each onboarding, before the tenant launches the stack. */
  readonly withAccess: boolean;
  /** Whether events are sent to a webhook. Without one, the back end claims as soon as the work is done. */
  readonly withWebhook: boolean;
  /** After how long the back end claims when it got the event, in milliseconds. It answers the event first. */
  readonly claimAfterMs: number;
  /** How many claimed onboardings there are, each of which has a look a day. */
  readonly stored: number;
  /** How many deployments share the load, each in an account or a region of its own. */
  readonly cells: number;
  readonly settings: Settings;
  readonly quotas: Quotas;
  readonly times: Times;
  /** The local stack: all functions share one process with one processor, and no function has to start. */
  readonly isOneProcess: boolean;
}

/** The default quotas of AWS, 100 ms for each call to IAM and STS, and a deployment with the default settings. */
export const deployed: Scenario = {
  seed: 1,
  seconds: 30,
  drainSeconds: 30,
  perSecond: 1,
  way: 'later',
  situation: 'First',
  perAccount: 1,
  withAccess: true,
  withWebhook: true,
  claimAfterMs: 0,
  stored: 0,
  cells: 1,
  settings: { apiRate: 25, apiBurst: 50, workConcurrency: 10, deliveryConcurrency: 20, indexShards: 1 },
  quotas: {
    api: awsLimits.api.perSecond,
    apiBurst: awsLimits.api.burst,
    lambda: awsLimits.lambda.concurrent,
    table: awsLimits.table.writes,
    sts: awsLimits.sts.perSecond,
  },
  // Chosen: 5 and 10 ms are usual for DynamoDB and SQS in the region, and a cold start is what npm run bench imports in.
  times: { dynamodb: 5, sqs: 10, sts: 100, iam: 100, refusal: 10, webhook: 200, own: 1, coldStart: 500, spread: 0.2 },
  isOneProcess: false,
};
