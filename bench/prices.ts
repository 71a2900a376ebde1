interface Price {
  /** US dollars for `per` units. */
  readonly dollars: number;
  readonly per: number;
  /** The unit, after the number of `per`. */
  readonly unit: string;
  readonly page: string;
}

const million = 1_000_000;
const cloudwatch = 'https://aws.amazon.com/cloudwatch/pricing/';
const dynamodb = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const lambda = 'https://aws.amazon.com/lambda/pricing/';

/** When AWS published the prices below. */
export const pricesOf = '2025';

/** AWS's prices in us-east-1, of the first tier and without free tiers. Source: the page of each. */
export const prices = {
  httpRequest: { dollars: 1, per: million, unit: 'requests', page: 'https://aws.amazon.com/api-gateway/pricing/' },
  invocation: { dollars: 0.2, per: million, unit: 'requests', page: lambda },
  // On Arm.
  gbSecond: { dollars: 13.3334, per: million, unit: 'GB-seconds', page: lambda },
  writeUnit: { dollars: 0.625, per: million, unit: 'units', page: dynamodb },
  readUnit: { dollars: 0.125, per: million, unit: 'units', page: dynamodb },
  queueRequest: { dollars: 0.4, per: million, unit: 'requests', page: 'https://aws.amazon.com/sqs/pricing/' },
  logGigabyte: { dollars: 0.5, per: 1, unit: 'GB', page: cloudwatch },
  metric: { dollars: 0.3, per: 1, unit: 'metric', page: cloudwatch },
  alarmMetric: { dollars: 0.1, per: 1, unit: 'metric', page: cloudwatch },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
