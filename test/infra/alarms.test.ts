import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { metricTable } from '../../lib/record/metrics.ts';
import { resourcesOf, serverless } from './definition.ts';

const sub = z.object({ 'Fn::Sub': z.string() }).transform((given) => given['Fn::Sub']);
const reference = z.object({ Ref: z.string() }).transform(({ Ref }) => Ref);
const words = z.union([z.string(), sub, reference]);
const dimensions = z.array(z.object({ Name: z.string(), Value: words })).default([]);
const metric = z.object({ Namespace: words, MetricName: z.string(), Dimensions: dimensions });
const alarm = z.object({
  AlarmName: words,
  AlarmDescription: z.string(),
  AlarmActions: z.unknown(),
  OKActions: z.unknown(),
  Threshold: z.number(),
  Statistic: z.optional(z.string()),
  Period: z.optional(z.number()),
  EvaluationPeriods: z.number(),
  ComparisonOperator: z.string(),
  TreatMissingData: z.enum(['notBreaching', 'breaching', 'ignore']),
  Namespace: z.optional(words),
  MetricName: z.optional(z.string()),
  Dimensions: dimensions,
  Metrics: z
    .array(z.object({ MetricStat: z.optional(z.object({ Metric: metric })), Expression: z.optional(z.string()) }))
    .default([]),
});

const resources = resourcesOf('alarms');
const alarms = Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
  Type === 'AWS::CloudWatch::Alarm' ? [{ id, ...alarm.parse(Properties) }] : [],
);
const filters = Object.values(resources)
  .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
  .map(({ Properties }) =>
    z
      .object({
        LogGroupName: z.unknown(),
        MetricTransformations: z.tuple([z.object({ MetricNamespace: words, MetricName: z.string() })]),
      })
      .parse(Properties),
  );
/** Every metric of an alarm, alone or in an expression. */
const metricsOf = ({ Namespace, MetricName, Dimensions, Metrics }: (typeof alarms)[number]) => [
  ...(Namespace === undefined || MetricName === undefined ? [] : [{ Namespace, MetricName, Dimensions }]),
  ...Metrics.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric])),
];
const watched = alarms.flatMap((each) => metricsOf(each).map((found) => ({ alarm: each.AlarmName, ...found })));
const byNamespace = (namespace: string) => watched.filter(({ Namespace }) => Namespace === namespace);

test('there is an alarm for dead letters, age, failures, needed attention, throttles and the sweep', () => {
  expect(alarms.map(({ AlarmName }) => AlarmName.replace('${Namespace}-', ''))).toEqual([
    'work-dead-letters',
    'webhooks-dead-letters',
    'oldest-due',
    'oldest-undelivered',
    'events-given-up',
    'failure-rate',
    'needs-attention',
    'api-errors',
    'service-throttles',
    'function-throttles',
    'caller-throttles',
    'sweep-errors',
    'sweep-silent',
  ]);
});

test.each([
  ['work-dead-letters', 'AWS/SQS ApproximateNumberOfMessagesVisible Maximum 300 s × 1 GreaterThanThreshold 0'],
  ['webhooks-dead-letters', 'AWS/SQS ApproximateNumberOfMessagesVisible Maximum 300 s × 1 GreaterThanThreshold 0'],
  ['oldest-due', 'Latchkey/${Namespace} OldestDueAge Maximum 60 s × 5 GreaterThanThreshold 600'],
  ['oldest-undelivered', 'Latchkey/${Namespace} OldestUndeliveredAge Maximum 60 s × 5 GreaterThanThreshold 600'],
  ['events-given-up', 'Latchkey/${Namespace} EventsGivenUp Sum 300 s × 1 GreaterThanThreshold 0'],
  ['needs-attention', 'Latchkey/${Namespace} NeedsAttention Maximum 60 s × 1 GreaterThanThreshold 0'],
  ['api-errors', 'AWS/ApiGateway 5xx Sum 300 s × 2 GreaterThanThreshold 5'],
  ['service-throttles', 'Latchkey/${Namespace} Throttles Sum 300 s × 1 GreaterThanThreshold 10'],
  ['caller-throttles', 'Latchkey/${Namespace} TooManyRequests Sum 300 s × 1 GreaterThanThreshold 100'],
  // The next sweep does the work of one that failed.
  ['sweep-errors', 'AWS/Lambda Errors Sum 60 s × 5 GreaterThanThreshold 0'],
  ['sweep-silent', 'AWS/Lambda Invocations Sum 300 s × 2 LessThanThreshold 1'],
  ['failure-rate', '× 1 GreaterThanThreshold 25'],
  ['function-throttles', '× 1 GreaterThanThreshold 5'],
])('%s changes to ALARM at %s', (name, when) => {
  const found = alarms.find(({ AlarmName }) => AlarmName === `\${Namespace}-${name}`);
  const { Namespace, MetricName, Statistic, Period, EvaluationPeriods, ComparisonOperator, Threshold } = found ?? {};
  const period = Period === undefined ? undefined : `${String(Period)} s`;
  const parts = [Namespace, MetricName, Statistic, period, '×', EvaluationPeriods, ComparisonOperator, Threshold];
  expect(parts.filter((part) => part !== undefined).join(' ')).toBe(when);
});

test.each(alarms)('the description of $AlarmName links to its entry in the docs', ({ AlarmName, AlarmDescription }) => {
  expect(AlarmDescription).toMatch(
    new RegExp(`\\. See docs/operating\\.md, ${AlarmName.replace('${Namespace}-', '')}\\.$`),
  );
});

test('each alarm notifies the topic of the deploy when it begins and when it ends, or nobody if there is no topic', () => {
  const topic = { 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }] };
  for (const { AlarmActions, OKActions } of alarms) expect([AlarmActions, OKActions]).toEqual([topic, topic]);
});

test.each(byNamespace('Latchkey/${Namespace}'))(
  'Latchkey writes the metric $MetricName of the alarm $alarm with the same dimensions',
  (found) => {
    const names = found.Dimensions.map(({ Name }) => Name).toSorted();
    const ours = Object.entries(metricTable).find(([name]) => name === found.MetricName)?.[1];
    const isCounted = filters.some(
      ({ MetricTransformations: [{ MetricName, MetricNamespace }] }) =>
        MetricName === found.MetricName && MetricNamespace === found.Namespace && names.length === 0,
    );
    const sets = (ours?.by ?? []).map((set) => [...set].toSorted().join());
    expect(isCounted || sets.includes(names.join())).toBe(true);
  },
);

test('a metric filter counts the 429 answers in the access log, which has the status of each answer', () => {
  expect(filters).toMatchObject([{ LogGroupName: { Ref: 'HttpApiLogGroup' } }]);
  const [pattern] = z
    .tuple([z.object({ FilterPattern: z.string() })])
    .parse(
      Object.values(resources).flatMap(({ Type, Properties }) =>
        Type === 'AWS::Logs::MetricFilter' ? [Properties] : [],
      ),
    );
  expect(pattern.FilterPattern).toBe('{ $.status = "429" }');
  expect(JSON.parse(serverless.provider.logs.httpApi.format)).toMatchObject({ status: '$context.status' });
});

test('the alarm for needs_attention lasts as long as there is such an onboarding', () => {
  const waiting = alarms.find(({ id }) => id === 'NeedsAttentionAlarm');
  expect(waiting).toMatchObject({ MetricName: 'NeedsAttention', Threshold: 0, TreatMissingData: 'ignore' });
});

test('the throttle alarm covers the functions that callers wait for and those in the background', () => {
  const throttled = byNamespace('AWS/Lambda').filter(({ MetricName }) => MetricName === 'Throttles');
  const names = throttled.flatMap(({ Dimensions }) =>
    Dimensions.map(({ Value }) => Value.replace('${Namespace}-', '')),
  );
  expect(names).toEqual([
    'createOnboarding',
    'provisionOnboarding',
    'claimCredentials',
    'rotateCredentials',
    'updateOnboarding',
    'offboard',
    'work',
    'deliverWebhooks',
    'sweep',
  ]);
  // The maximum for one alarm (CloudWatch User Guide, "Using metric math").
  expect(names.length).toBeLessThanOrEqual(10);
});

test('each function that an alarm names is deployed, and each queue is in infra/', () => {
  const functions = Object.keys(serverless.functions).map((name) => `\${Namespace}-${name}`);
  const queues = Object.values(resourcesOf('queues')).map(
    ({ Properties }) => sub.safeParse(Properties['QueueName']).data,
  );
  const named = (namespace: string) =>
    byNamespace(namespace).flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value));
  expect(functions).toEqual(expect.arrayContaining(named('AWS/Lambda')));
  expect(queues).toEqual(expect.arrayContaining(named('AWS/SQS')));
  expect(named('AWS/SQS').toSorted()).toEqual(queues.filter((name) => name?.endsWith('-dlq')).toSorted());
});

test('alarms use only the metric namespaces of Latchkey and of the AWS services that it runs on', () => {
  expect(new Set(watched.map(({ Namespace }) => Namespace))).toEqual(
    new Set(['AWS/SQS', 'AWS/Lambda', 'AWS/ApiGateway', 'Latchkey/${Namespace}']),
  );
});

test('missing data of the sweep raises an alarm', () => {
  const silent = alarms.find(({ id }) => id === 'SweepSilentAlarm');
  expect(silent).toMatchObject({
    MetricName: 'Invocations',
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  });
});

test('a single failure raises no alarm', () => {
  const rate = alarms.find(({ id }) => id === 'FailureRateAlarm');
  expect(rate?.Metrics.flatMap(({ Expression }) => Expression ?? [])).toEqual([
    'IF(failed >= 3, 100 * failed / runs, 0)',
  ]);
});

test('dead letters are kept for 14 days, which is the maximum of SQS, and logs for 90 days', () => {
  const kept = Object.entries(resourcesOf('queues')).filter(([id]) => id.includes('DeadLetter'));
  expect(kept.length).toBeGreaterThan(0);
  for (const [, { Properties }] of kept) expect(Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
  expect(readFileSync('serverless.yml', 'utf8')).toMatch(/^ {2}logRetentionInDays: 90$/m);
});
