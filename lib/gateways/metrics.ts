import { metricNamespace, metricTable, type MetricValue, type Metrics } from '../record/metrics.ts';

export interface MetricsConfig {
  readonly namespace: string;
  readonly emitsMetrics: boolean;
}

/**
 * Returns metrics that are written as log lines, from which CloudWatch reads them: the embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * This needs no call, so nothing waits and nothing can fail. It does not use the logger, because alarms must not depend
 * on the log level.
 */
export function metricsOf({ namespace, emitsMetrics }: MetricsConfig): Metrics {
  return {
    put: (measures) => {
      if (!emitsMetrics || measures.length === 0) return;
      // One line per value, because a line can have only one value for each dimension.
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
