import { metricNamespace, metricTable, type MetricValue, type Metrics } from '../core/metrics.ts';

export interface MetricsConfig {
  readonly namespace: string;
  readonly emitsMetrics: boolean;
}

/**
 * Metrics as lines of the log, which CloudWatch reads: the embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * No call is made, so nothing waits and nothing fails. Not through the logger: alarms must not depend on its level.
 */
export function metricsOf({ namespace, emitsMetrics }: MetricsConfig): Metrics {
  return {
    put: (measures) => {
      if (!emitsMetrics || measures.length === 0) return;
      // A line has one value for each dimension.
      process.stdout.write(measures.map((measure) => `${JSON.stringify(lineOf(namespace, measure))}\n`).join(''));
    },
  };
}

function lineOf(namespace: string, { name, value, dimensions }: MetricValue): object {
  const { unit, by } = metricTable[name];
  const directive = {
    Namespace: metricNamespace(namespace),
    Dimensions: by,
    Metrics: [{ Name: name, Unit: unit }],
  };
  return { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...dimensions, [name]: value };
}
