/**
 * Every metric: its unit, and the sets of dimensions under which CloudWatch stores it. The alarms use the empty set,
 * which holds the total, because CloudWatch does not aggregate custom metrics across dimensions.
 *
 * A dimension has a small, fixed set of values. Tenants, IDs and names chosen by users must not be dimensions:
 * everybody who may read metrics would see them, and AWS charges for each new value as a separate metric.
 */
export const metricTable = {
  /** Onboardings that reached an outcome: a status in which Latchkey does no more work until somebody requests it. */
  Onboardings: { unit: 'Count', by: [['Blueprint', 'Outcome'], ['Outcome']] },
  /** 1 for a provisioning that failed, 0 for one that succeeded. The average is the failure rate. */
  ProvisioningFailed: { unit: 'None', by: [['Blueprint'], []] },
  /** Time from the first start of a step to its end. */
  StepTime: { unit: 'Milliseconds', by: [['Blueprint', 'Step']] },
  /**
   * Claims that ended. `disclosed`: the caller got the keys. `undone`: no key was disclosed, and Latchkey deleted all
   * new keys.
   */
  Claims: { unit: 'Count', by: [['Blueprint', 'Outcome']] },
  /** Rotations of a key that ended, as claims: `disclosed` or `undone`. */
  Rotations: { unit: 'Count', by: [['Blueprint', 'Outcome']] },
  /** Updates of an onboarding to another plan that ended: `updated`, or `undone`. */
  Updates: { unit: 'Count', by: [['Blueprint', 'Outcome']] },
  /** Attempts at an onboarding after the first one since it was last idle. */
  Retries: { unit: 'Count', by: [['Blueprint'], []] },
  /** Attempts of calls that a service in the vendor's own account throttled, including those that a retry made up for. */
  Throttles: { unit: 'Count', by: [['Service'], []] },
  /** Onboardings that a sweep found due, up to the maximum number that one sweep processes. */
  Due: { unit: 'Count', by: [[]] },
  /** How long the oldest due onboarding has been due; 0 if none is due. */
  OldestDueAge: { unit: 'Seconds', by: [[]] },
  /** Onboardings with a webhook event whose delivery a sweep found overdue. */
  Undelivered: { unit: 'Count', by: [[]] },
  /** How long the oldest overdue delivery has been overdue; 0 if none is overdue. */
  OldestUndeliveredAge: { unit: 'Seconds', by: [[]] },
  /**
   * Onboardings at the time of a sweep in the status `needs_attention`, or `claimed` with a key that nobody has received
   * and that could not be deleted.
   */
  NeedsAttention: { unit: 'Count', by: [[]] },
  /** Looks at the accounts of onboardings, by what they found: the daily ones, and those that callers asked for. */
  Looks: { unit: 'Count', by: [['Outcome'], []] },
  /** Webhook events that Latchkey stopped sending after the last try. It sends them again only on request. */
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

/** Writes metric values. Never throws. */
export interface Metrics {
  put(measures: readonly MetricValue[]): void;
}

/** The CloudWatch namespace of a deployment. Two deployments in one account and region have different namespaces. */
export function metricNamespace(namespace: string): string {
  return `Latchkey/${namespace}`;
}
