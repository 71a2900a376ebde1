import * as z from 'zod';

/** A line in CloudWatch's embedded metric format. */
const line = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string()).max(30)).min(1),
        Metrics: z.tuple([z.object({ Name: z.string(), Unit: z.string() })]),
      }),
    ]),
  }),
});
export type MetricLine = z.infer<typeof line>;

/** Returns the metrics that were written to standard output while `work` ran. Other output is discarded. */
export async function metricsWhile(work: () => Promise<unknown>): Promise<readonly MetricLine[]> {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    await work();
  } finally {
    write.mockRestore();
  }
  return written
    .join('')
    .split('\n')
    .filter((each) => each.includes('"_aws"'))
    .map((each) => line.parse(JSON.parse(each)));
}

/** Returns the metrics of a line with the values of their dimensions. */
export function metricOf(given: MetricLine) {
  const [{ Metrics, Dimensions, Namespace }] = given._aws.CloudWatchMetrics;
  const [{ Name, Unit }] = Metrics;
  const names = [...new Set(Dimensions.flat())];
  return {
    namespace: Namespace,
    name: Name,
    unit: Unit,
    value: given[Name],
    dimensions: Object.fromEntries(names.map((name) => [name, given[name]])),
  };
}
