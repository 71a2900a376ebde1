import { metricTable, type Metrics } from '../lib/record/metrics.ts';

/**
 * Returns metrics that are not written anywhere. `written` returns how many different metrics got a value, as CloudWatch
 * bills them: each name with each combination of dimensions.
 */
export function watchedMetrics(): Metrics & { written(): number } {
  const names = new Set<string>();
  return {
    put: (measures) => {
      for (const { name, dimensions } of measures) {
        const values: Readonly<Record<string, string | undefined>> = dimensions;
        for (const by of metricTable[name].by) names.add([name, ...by.map((key) => `${key}=${values[key]}`)].join(' '));
      }
    },
    written: () => names.size,
  };
}
