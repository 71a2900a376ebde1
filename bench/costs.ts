import { prices, type PriceName } from './prices.ts';

/** What AWS bills of one onboarding, as far as it can be counted. */
export interface MeteredUnits {
  readonly httpRequests: number;
  /** Messages of both queues. Each starts a Lambda function. */
  readonly messages: number;
  /** Without `progressUnits`. */
  readonly writeUnits: number;
  /** Write units of progress. How many there are depends on how fast the steps are. */
  readonly progressUnits: number;
  readonly readUnits: number;
  /** Metrics that get values, besides those of the sweep. */
  readonly metrics: number;
}

/**
 * The units of one onboarding of the blueprint `tutum`, from the request for access to the offboarding, with three
 * webhook events. test/bench/life.test.ts measures them. `progressUnits` is the most that there can be.
 */
export const unitsOfOnboarding: MeteredUnits = {
  httpRequests: 6,
  messages: 4,
  writeUnits: 88,
  progressUnits: 8,
  readUnits: 16.5,
  metrics: 18,
};

/** What cannot be counted on one machine. All values are chosen high. */
export const assumed = {
  /** How long a function runs that calls IAM, with its cold start. */
  accountSeconds: 3,
  /** How long each other function runs. */
  otherSeconds: 0.3,
  /** What one run of a function adds to the logs, with the line of API Gateway. */
  logKilobytes: 2,
  /** SQS requests for one message: send, receive and delete. */
  queueRequests: 3,
  /** Lambda polls a queue with five requests at a time, each of 20 s (Lambda Developer Guide, "Using Lambda with SQS"). */
  pollsPerMinute: 15,
} as const;

/** The runs of functions that call IAM for one onboarding: work, claim and offboard. */
const accountRuns = 3;
const kilobytesPerGigabyte = 1_000_000;
const minutesPerMonth = 30 * 24 * 60;
/**
 * Each sweep queries three indexes, with one shard and with the key from before there were shards. A query that finds
 * little takes half a read unit. It also reads the item with the number of shards.
 */
const sweepReadUnits = 4;
const queues = 2;

/** One line of a bill. */
export interface Cost {
  readonly what: string;
  /** How the amount is computed, for a reader who computes it again. */
  readonly from: string;
  readonly amount: number;
  readonly price: PriceName;
}

/** Returns what a line of a bill costs, in US dollars. */
export function dollarsOf({ amount, price }: Cost): number {
  const { dollars, per } = prices[price];
  return (amount * dollars) / per;
}

const cost = (what: string, price: PriceName, amount: number, from: string): Cost => ({ what, price, amount, from });

/** Returns the lines of the bill for a number of onboardings. */
export function costsOfOnboardings(count: number, units: MeteredUnits): readonly Cost[] {
  const { httpRequests, messages, writeUnits, progressUnits, readUnits } = units;
  const { accountSeconds, otherSeconds, logKilobytes, queueRequests } = assumed;
  const runs = httpRequests + messages;
  const others = runs - accountRuns;
  const seconds = accountRuns * accountSeconds + others * otherSeconds;
  const writes = writeUnits + progressUnits;
  const times = (each: number, of: string) => `${count} × ${of === '' ? '' : `(${of}) = ${count} × `}${each}`;
  return [
    cost('API Gateway (HTTP API)', 'httpRequest', count * httpRequests, times(httpRequests, '')),
    cost(
      'Lambda, requests',
      'invocation',
      count * runs,
      times(runs, `${httpRequests} requests + ${messages} messages`),
    ),
    cost(
      'Lambda, 1 GB on Arm',
      'gbSecond',
      count * seconds,
      times(seconds, `${accountRuns} × ${accountSeconds} s + ${others} × ${otherSeconds} s`),
    ),
    cost('DynamoDB, writes', 'writeUnit', count * writes, times(writes, `${writeUnits} + ${progressUnits}`)),
    cost('DynamoDB, reads', 'readUnit', count * readUnits, times(readUnits, '')),
    cost(
      'SQS',
      'queueRequest',
      count * messages * queueRequests,
      times(messages * queueRequests, `${messages} messages × ${queueRequests}`),
    ),
    cost(
      'CloudWatch Logs',
      'logGigabyte',
      (count * runs * logKilobytes) / kilobytesPerGigabyte,
      times(runs * logKilobytes, `${runs} runs × ${logKilobytes} KB`),
    ),
  ];
}

/** Returns the lines of the bill for a month of 30 days in which nobody is onboarded. */
export function costsOfMonth(counts: { readonly alarmMetrics: number; readonly metrics: number }): readonly Cost[] {
  const { otherSeconds, logKilobytes, pollsPerMinute } = assumed;
  const each = (of: string) => `${minutesPerMonth} × ${of}`;
  return [
    cost('CloudWatch, alarms', 'alarmMetric', counts.alarmMetrics, `${counts.alarmMetrics} metrics in alarms`),
    cost('CloudWatch, metrics', 'metric', counts.metrics, `${counts.metrics} metrics of the sweep`),
    cost(
      'SQS',
      'queueRequest',
      minutesPerMonth * queues * pollsPerMinute,
      each(`${queues} queues × ${pollsPerMinute}`),
    ),
    cost('Lambda, 1 GB on Arm', 'gbSecond', minutesPerMonth * otherSeconds, each(`${otherSeconds} s`)),
    cost('Lambda, requests', 'invocation', minutesPerMonth, each('1')),
    cost('DynamoDB, reads', 'readUnit', minutesPerMonth * sweepReadUnits, each(`${sweepReadUnits}`)),
    cost(
      'CloudWatch Logs',
      'logGigabyte',
      (minutesPerMonth * logKilobytes) / kilobytesPerGigabyte,
      each(`${logKilobytes} KB`),
    ),
  ];
}
