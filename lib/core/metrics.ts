/**
 * Everything that is measured: the unit, and the sets of dimensions by which CloudWatch keeps a value apart. An empty
 * set is the sum of all, which is what alarms look at: CloudWatch adds up no dimension of a metric of one's own.
 *
 * Dimensions have few values that are known beforehand. Tenants, IDs and names that somebody chose are none: they would
 * leave the account's boundary of who may read what, and each new value is a metric that is paid for.
 */
export const metricTable = {
  /** Onboardings that came to rest, by where. */
  Onboardings: { unit: 'Count', by: [['Blueprint', 'Outcome'], ['Outcome']] },
  /** 1 for a provisioning that was given up, 0 for one that came off: its average is the failure rate. */
  ProvisioningFailed: { unit: 'None', by: [['Blueprint'], []] },
  /** From the first start of a step to its end. */
  StepTime: { unit: 'Milliseconds', by: [['Blueprint', 'Step']] },
  /** Claims that ended: `disclosed`, or `undone` where no key was shown and none is left. */
  Claims: { unit: 'Count', by: [['Blueprint', 'Outcome']] },
  /** Turns at an onboarding beyond the first since it last rested. */
  Retries: { unit: 'Count', by: [['Blueprint'], []] },
  /** Attempts of calls that a service of our own account refused as too many, those too that a later attempt made up for. */
  Throttles: { unit: 'Count', by: [['Service'], []] },
  /** Onboardings that a sweep found due, at most as many as it hands out. */
  Due: { unit: 'Count', by: [[]] },
  /** For how long the oldest of them has been due; 0 where none is. */
  OldestDueAge: { unit: 'Seconds', by: [[]] },
  /** The same for events that nobody took care of in time. */
  Undelivered: { unit: 'Count', by: [[]] },
  OldestUndeliveredAge: { unit: 'Seconds', by: [[]] },
  /** Onboardings that wait for a person, as many as there are at the time of a sweep. */
  NeedsAttention: { unit: 'Count', by: [[]] },
  /** Events that were given up after the last try, until somebody asks for them again. */
  EventsGivenUp: { unit: 'Count', by: [[]] },
} as const satisfies Record<string, MetricDefinition>;

interface MetricDefinition {
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds' | 'None';
  readonly by: readonly (readonly string[])[];
}

type MetricName = keyof typeof metricTable;
type DimensionOf<N extends MetricName> = (typeof metricTable)[N]['by'][number][number];

/** A value of one metric, with a value for each of its dimensions. */
export type MetricValue = {
  [N in MetricName]: {
    readonly name: N;
    readonly value: number;
    readonly dimensions: Readonly<Record<DimensionOf<N>, string>>;
  };
}[MetricName];

/** Where measures go; never fails. */
export interface Metrics {
  put(measures: readonly MetricValue[]): void;
}

/** The CloudWatch namespace: two deployments in one account and region are told apart by theirs. */
export function metricNamespace(namespace: string): string {
  return `Latchkey/${namespace}`;
}
